package org.acme.kit.dns;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A reply written down: a line {@code == title: outcome}, then its octets as hexadecimal digits and as names, {@code
 * a.test.}, which stand for their labels.
 *
 * @param outcome {@code refused}, or how many instances it brings
 */
record WrittenAnswer(String title, String outcome, byte[] octets) {

    /** Reads the replies that were written by hand, and those that fuzzing found worth keeping. */
    static List<WrittenAnswer> all() {
        return Stream.of("answers.txt", "answers-found.txt")
                .flatMap(file -> read(file).stream())
                .toList();
    }

    static List<WrittenAnswer> read(String file) {
        try (InputStream in = WrittenAnswer.class.getResourceAsStream(file)) {
            String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            return Stream.of(text.split("(?m)^== "))
                    .skip(1)
                    .map(WrittenAnswer::parse)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static WrittenAnswer parse(String entry) {
        String[] parts = entry.split("\n", 2);
        int colon = parts[0].lastIndexOf(": ");
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        Stream.of(parts[1].split("\\s+"))
                .filter(word -> !word.isEmpty())
                .forEach(word -> octets.writeBytes(octets(word)));
        return new WrittenAnswer(parts[0].substring(0, colon), parts[0].substring(colon + 2), octets.toByteArray());
    }

    private static byte[] octets(String word) {
        return word.endsWith(".") ? name(word) : HexFormat.of().parseHex(word);
    }

    private static byte[] name(String name) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        Stream.of(name.split("\\.")).forEach(label -> {
            octets.write(label.length());
            octets.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        });
        octets.write(0);
        return octets.toByteArray();
    }

    @Override
    public String toString() {
        return title;
    }
}
