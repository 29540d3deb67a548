package org.acme.kit.console;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Internal: the files of the page. Its own are read when this class is initialised, for a native program at build time; a
 * {@link Part} adds more.
 */
public final class ConsolePage {

    /** The rule of what the page may load: its own files and {@code data:} images alone (Content Security Policy, level 3). */
    static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final PageFile PAGE = PageFile.beside(ConsolePage.class, "console.html");
    private static final List<PageFile> PARTS = Stream.of(
                    "console.css", "console.js", "dom.js", "figures.js", "panels.js", "plot.js")
            .map(name -> PageFile.beside(ConsolePage.class, name))
            .toList();

    private ConsolePage() {}

    /** Returns the files of a page with additional parts; its HTML loads each of their files. */
    static List<PageFile> with(List<Part> parts) {
        PageFile page = PAGE;
        List<PageFile> files = new ArrayList<>(PARTS);
        for (Part part : parts) {
            for (PageFile file : part.files()) {
                page = page.with(file);
                files.add(file);
            }
        }
        files.add(page);
        return files;
    }

    /** An addition to the page, as a bean: files and routes. The production program has none. */
    public interface Part {

        /** Returns the scripts and style sheets that the page loads besides its own. */
        List<PageFile> files();

        /** Adds the routes that those files call, below {@code /q/console/}. */
        void register(Router router);
    }

    /** One file of the page, read once, when the object is made. Immutable. */
    public static final class PageFile {

        private final String name;
        private final byte[] content;

        private PageFile(String name, byte[] content) {
            this.name = name;
            this.content = content;
        }

        /**
         * Reads a file that lies beside a class.
         *
         * @throws UncheckedIOException if it cannot be read
         */
        public static PageFile beside(Class<?> owner, String name) {
            try (InputStream file = owner.getResourceAsStream(name)) {
                return new PageFile(name, file.readAllBytes());
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        /** Returns the path on the server. The page refers to its files by relative paths, for proxies that add a prefix. */
        String path() {
            return name.endsWith(".html") ? "/q/console" : "/q/console/" + name;
        }

        String mediaType() {
            String kind = name.substring(name.lastIndexOf('.') + 1);
            return "text/" + (kind.equals("js") ? "javascript" : kind) + "; charset=utf-8";
        }

        Buffer content() {
            return Buffer.buffer(content);
        }

        /** Returns this page with a tag that loads a script or a style sheet. */
        PageFile with(PageFile part) {
            String tag = part.name.endsWith(".js")
                    ? "<script type=\"module\" src=\"console/" + part.name + "\"></script>"
                    : "<link rel=\"stylesheet\" href=\"console/" + part.name + "\">";
            String page = content().toString().replace("</head>", tag + "\n</head>");
            return new PageFile(name, Buffer.buffer(page).getBytes());
        }
    }
}
