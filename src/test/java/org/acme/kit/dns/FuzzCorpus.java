package org.acme.kit.dns;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns written answers into the files that a fuzzer wants, and what it found into written answers. */
final class FuzzCorpus {

    private static final int LINE = 60;
    private static final int MOST = 200;

    private FuzzCorpus() {}

    /** {@code write <directory>} makes the files; {@code keep <directory> <text file>} writes the shortest new ones down. */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[1]);
        if (arguments[0].equals("write")) {
            Files.createDirectories(directory);
            for (WrittenAnswer answer : WrittenAnswer.all()) {
                Files.write(directory.resolve(answer.title().replaceAll("\\W", "-")), answer.octets());
            }
        } else {
            keep(directory, Path.of(arguments[2]));
        }
    }

    private static void keep(Path directory, Path text) throws IOException {
        List<byte[]> known = WrittenAnswer.read("answers.txt").stream()
                .map(WrittenAnswer::octets)
                .toList();
        String title = Files.readString(text).split("(?m)^== ", 2)[0];
        try (Stream<Path> files = Files.list(directory)) {
            String kept = files.sorted(Comparator.comparing(FuzzCorpus::size).thenComparing(Path::getFileName))
                    .filter(file -> known.stream().noneMatch(other -> Arrays.equals(other, octets(file))))
                    // A pointer to the id: what it means is another thing each time.
                    .filter(file -> !HexFormat.of().formatHex(octets(file)).matches(".*c00[01].*"))
                    .limit(MOST)
                    .map(FuzzCorpus::write)
                    .collect(Collectors.joining());
            Files.writeString(text, title + kept);
        }
    }

    private static String write(Path file) {
        byte[] octets = octets(file);
        int outcome = AnswerFuzz.outcome(octets);
        String digits = HexFormat.of().formatHex(octets).replaceAll("(.{" + 2 * LINE + "})(?=.)", "$1\n");
        String name = file.getFileName().toString();
        return "== %s: %s%n%s%n%n"
                .formatted(name.substring(0, Math.min(12, name.length())), outcome < 0 ? "refused" : outcome, digits);
    }

    private static long size(Path file) {
        return octets(file).length;
    }

    private static byte[] octets(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
