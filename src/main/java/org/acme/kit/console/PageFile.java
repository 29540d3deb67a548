package org.acme.kit.console;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Internal: one file of the page, read once, when the object is made. Immutable. */
public final class PageFile {

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

    /**
     * Returns the path of the file on the server. The page refers to its files by relative paths, for proxies that add a prefix.
     */
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
