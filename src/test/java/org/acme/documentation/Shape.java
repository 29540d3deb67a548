package org.acme.documentation;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Takes out of an output what differs from run to run, so that the rest can be compared word by word. */
final class Shape {

    // Request and trace ids, addresses, decimal numbers.
    private static final Pattern VOLATILE = Pattern.compile(
            "(?<id>\\b[0-9a-f]{16,32}\\b)|(?<address>127\\.0\\.0\\.1:\\d+)|(?<number>\\b\\d+\\.\\d+\\b)");

    private Shape() {}

    static String of(String output) {
        return VOLATILE.matcher(output.replace("\r", ""))
                .replaceAll(Shape::name)
                .strip();
    }

    /** Makes a pattern of what the README shows; … stands for anything. */
    static Pattern pattern(String shown) {
        String[] parts = of(shown).split("…", -1);
        StringBuilder pattern = new StringBuilder(Pattern.quote(parts[0]));
        for (int i = 1; i < parts.length; i++) {
            pattern.append(".*").append(Pattern.quote(parts[i]));
        }
        return Pattern.compile(pattern.toString(), Pattern.DOTALL);
    }

    private static String name(MatchResult found) {
        return found.group(1) != null ? "<id>" : found.group(2) != null ? "<address>" : "<number>";
    }
}
