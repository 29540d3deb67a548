package org.acme.kit.telemetry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The tables of metrics in documents: a row is {@code | `metric` | `tag`, `tag`: `value`, … | what |}.
 *
 * @param tags the metrics, each with the keys of its tags in alphabetical order
 */
record MetricsTable(Map<String, List<String>> tags) {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    static MetricsTable in(Path... documents) throws IOException {
        Map<String, List<String>> tags = new TreeMap<>();
        for (Path document : documents) {
            addTo(tags, document);
        }
        return new MetricsTable(tags);
    }

    private static void addTo(Map<String, List<String>> tags, Path document) throws IOException {
        Files.readString(document)
                .lines()
                .dropWhile(line -> !line.startsWith("| metric |"))
                .skip(2) // the head and the rule below it
                .takeWhile(line -> line.startsWith("|"))
                .map(row -> row.split("\\|"))
                .forEach(cells -> tags.put(code(cells[1]).get(0), keys(cells[2])));
    }

    /** What stands behind a colon are values; a semicolon ends them. */
    private static List<String> keys(String cell) {
        return code(cell.replaceAll(":[^;]*", "")).stream().sorted().toList();
    }

    private static List<String> code(String cell) {
        return CODE.matcher(cell)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
