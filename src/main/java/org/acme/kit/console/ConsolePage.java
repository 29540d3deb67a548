package org.acme.kit.console;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The files of the page. They are read when this class is initialised: for a native program that is at build time. */
final class ConsolePage {

    /** What the page may load: its own files, and nothing from anywhere else (Content Security Policy, level 3). */
    static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final List<File> FILES = List.of(
            new File("console.html", "text/html; charset=utf-8"),
            new File("console.css", "text/css; charset=utf-8"),
            new File("console.js", "text/javascript; charset=utf-8"),
            new File("dom.js", "text/javascript; charset=utf-8"),
            new File("figures.js", "text/javascript; charset=utf-8"),
            new File("panels.js", "text/javascript; charset=utf-8"),
            new File("plot.js", "text/javascript; charset=utf-8"));

    private static final Map<File, byte[]> CONTENT =
            FILES.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), ConsolePage::read));

    /** One file of the page. */
    record File(String name, String mediaType) {

        /** Returns where the file is served; the page refers to its parts relatively, for proxies that add a prefix. */
        String path() {
            return name.endsWith(".html") ? "/q/console" : "/q/console/" + name;
        }

        Buffer content() {
            return Buffer.buffer(CONTENT.get(this));
        }
    }

    private ConsolePage() {}

    static List<File> files() {
        return FILES;
    }

    private static byte[] read(File file) {
        try (InputStream content = ConsolePage.class.getResourceAsStream(file.name())) {
            return content.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
