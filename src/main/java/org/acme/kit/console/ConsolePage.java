package org.acme.kit.console;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files of the page. They are read when this class is initialised, for a native program at build time. */
final class ConsolePage {

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
    static List<PageFile> with(List<ConsolePart> parts) {
        PageFile page = PAGE;
        List<PageFile> files = new ArrayList<>(PARTS);
        for (ConsolePart part : parts) {
            for (PageFile file : part.files()) {
                page = page.with(file);
                files.add(file);
            }
        }
        files.add(page);
        return files;
    }
}
