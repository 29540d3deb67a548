package org.acme.kit.console;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Internal: one file of the page. It is read once, when it is made. */
public final class PageFile {

    private final String name;
    private final byte[] content;

    private PageFile(String name, byte[] content) {
        this.name = name;
        this.content = content;
    }

    /** Reads a file that lies beside a class. */
    public static PageFile beside(Class<?> owner, String name) {
        try (InputStream file = owner.getResourceAsStream(name)) {
            return new PageFile(name, file.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Returns where the file is served; the page refers to its parts relatively, for proxies that add a prefix. */
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

    /** Returns the page with what loads a script or a style sheet. */
    PageFile with(PageFile part) {
        String tag = part.name.endsWith(".js")
                ? "<script type=\"module\" src=\"console/" + part.name + "\"></script>"
                : "<link rel=\"stylesheet\" href=\"console/" + part.name + "\">";
        String page = content().toString().replace("</head>", tag + "\n</head>");
        return new PageFile(name, Buffer.buffer(page).getBytes());
    }
}
