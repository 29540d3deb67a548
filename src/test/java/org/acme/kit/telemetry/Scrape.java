package org.acme.kit.telemetry;

import static io.restassured.RestAssured.given;

import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The metrics of the service for Prometheus, in the text format 0.0.4. */
public record Scrape(List<String> lines) {

    /** Quarkus' own meters; all others are the kit's. */
    private static final Pattern FOREIGN =
            Pattern.compile("(ft|http_client|http_server|jvm|netty|process|system|tcp|udp|vertx|worker_pool)_.*");

    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+?)(_max)? \\w+");
    private static final Pattern TAG = Pattern.compile("(\\w+)=\"");

    public static Scrape of(URL metrics) {
        String text = given().header("Accept", "text/plain; version=0.0.4")
                .get(metrics)
                .asString();
        return new Scrape(text.lines().toList());
    }

    /** Returns the sum of the time series whose line begins so, 0 if there is none. */
    public double value(String series) {
        return lines.stream()
                .filter(line -> line.startsWith(series))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    /** Counts the time series whose name begins so. */
    int series(String name) {
        return (int) lines.stream().filter(line -> line.startsWith(name)).count();
    }

    /** Returns the kit's meters, each with the keys of its tags in alphabetical order. */
    Map<String, List<String>> tagsOfTheKit() {
        Map<String, List<String>> found = new TreeMap<>();
        for (String line : lines) {
            Matcher type = TYPE.matcher(line);
            if (type.matches() && !FOREIGN.matcher(type.group(1)).matches()) {
                found.put(type.group(1), tags(type.group(1)));
            }
        }
        return found;
    }

    private List<String> tags(String meter) {
        TreeSet<String> keys = new TreeSet<>();
        lines.stream()
                .filter(line -> line.startsWith(meter))
                .forEach(line -> TAG.matcher(line).results().forEach(tag -> keys.add(tag.group(1))));
        keys.remove("le"); // the bound of a bucket, not a tag of the meter
        return List.copyOf(keys);
    }
}
