package org.acme.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads README.md: the commands it shows with their output; and the tables of keys of any document. */
final class Readme {

    /** A command and what the README shows it to print; empty if it shows nothing. */
    record Shown(String command, String output) {

        @Override
        public String toString() {
            return command;
        }
    }

    private static final Pattern SHOWN =
            Pattern.compile("```sh\\n(?<command>.*?)\\n```(?:\\n+```text\\n(?<output>.*?)\\n```)?", Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("^\\| `(?<key>[^|]*)` \\|(?<rest>.*)\\|$", Pattern.MULTILINE);

    private final String text;

    Readme() {
        text = read("README.md");
    }

    private static String read(String document) {
        try {
            return Files.readString(Path.of(document));
        } catch (IOException failure) {
            throw new IllegalStateException(document + " is missing", failure);
        }
    }

    List<Shown> shown() {
        return SHOWN.matcher(text)
                .results()
                .map(found -> new Shown(found.group(1), found.group(2) == null ? "" : found.group(2)))
                .toList();
    }

    /** Returns the rows of the tables of keys in src/docs/configuration.md, as "key | default". */
    static List<String> rows() {
        return ROW.matcher(read("src/docs/configuration.md"))
                .results()
                .flatMap(Readme::each)
                .toList();
    }

    long lines() {
        return text.lines().count();
    }

    // One row may speak of several keys: `a`, `b` | `1`, `2` | what
    private static Stream<String> each(java.util.regex.MatchResult row) {
        String[] keys = row.group(1).split("`, `");
        String[] defaults = row.group(2).split("[|(]")[0].trim().split(", ");
        return Stream.iterate(0, i -> i < keys.length, i -> i + 1)
                .map(i -> keys[i] + " | " + (defaults[Math.min(i, defaults.length - 1)].replace("`", "")));
    }
}
