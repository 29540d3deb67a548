package org.acme.kit.telemetry;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that ends below 16 KiB and has no name twice at its top level. {@code begin} makes it ready for the next line.
 * Not thread-safe.
 */
final class JsonLine {

    /**
     * The most bytes that are counted for a line. The rest up to 16 KiB is for names and braces that are not counted. What pretty
     * printing adds is not counted either.
     */
    private static final int LONGEST = 15 * 1024;

    /** The bytes counted for a number, a boolean or null; a double has 24 characters at most. */
    private static final int LONGEST_NUMBER = 24;

    /** The bytes of quotes, colon and comma. */
    private static final int AROUND = 6;

    /** The bytes reserved for the fields after an exception, which may be written as many objects. */
    private static final int KEPT_BACK = 3 * 1024;

    private final Map<String, Object> names = new HashMap<>();

    @SuppressWarnings("NullAway.Init") // begin() comes first
    private JsonGenerator json;

    private int room;
    private int depth;
    private int skipped;
    private boolean truncated;

    void begin(JsonGenerator generator) throws IOException {
        json = generator;
        names.clear();
        room = LONGEST;
        depth = 0;
        skipped = 0;
        truncated = false;
        json.writeStartObject();
    }

    void end() throws IOException {
        if (truncated) {
            json.writeBooleanField(unique("truncated", this), true);
        }
        json.writeEndObject();
        json.close();
    }

    /**
     * Writes a string, a number, a boolean or null if there is room. A string of more than {@code longest} bytes is shortened.
     */
    void value(String key, @Nullable Object value, int longest) throws IOException {
        if (skipped > 0) {
            return;
        }
        Object kept = value;
        int bytes = bytes(value);
        if (bytes > longest && value instanceof String text) {
            truncated = true;
            kept = EscapedText.shortened(text, longest);
            bytes = bytes(kept);
        }
        if (!takes(EscapedText.bytes(key) + bytes)) {
            return;
        }
        String name = depth == 0 ? unique(key, kept) : key;
        if (name != null) {
            json.writeFieldName(name);
            json.writePOJO(kept);
        }
    }

    /** Begins an object or an array. If there is no room for its name, its content is skipped. */
    void start(@Nullable String key, boolean object) throws IOException {
        if (skipped > 0 || !takes(key == null ? 0 : EscapedText.bytes(key))) {
            skipped++;
            return;
        }
        if (key != null) {
            json.writeFieldName(depth == 0 ? unique(key, this) : key);
        }
        depth++;
        if (object) {
            json.writeStartObject();
        } else {
            json.writeStartArray();
        }
    }

    /** Ends the object or array that was begun last. */
    void finish() throws IOException {
        if (skipped > 0) {
            skipped--;
            return;
        }
        depth--;
        if (json.getOutputContext().inArray()) {
            json.writeEndArray();
        } else {
            json.writeEndObject();
        }
    }

    private static int bytes(@Nullable Object value) {
        return value instanceof String || value instanceof BigDecimal || value instanceof BigInteger
                ? EscapedText.bytes(value.toString())
                : LONGEST_NUMBER;
    }

    private boolean takes(int bytes) {
        int cost = bytes + AROUND;
        if (cost > (depth == 0 ? room : room - KEPT_BACK)) {
            truncated = true;
            return false;
        }
        room -= cost;
        return true;
    }

    /** Returns a name that the line does not have yet, or null if it has the name with the same value. */
    private @Nullable String unique(String key, @Nullable Object value) {
        String name = key;
        while (names.containsKey(name)) {
            if (Objects.equals(names.get(name), value)) {
                return null;
            }
            name = "_" + name;
        }
        names.put(name, value);
        return name;
    }

    /** The size of a text as a JSON string in UTF-8, and the shortening of a text to such a size. */
    private static final class EscapedText {

        private static final String ROOT_CAUSE = "\nCaused by: ";
        private static final String GAP = "\n[... %d characters left out ...]";

        /** Returns how many bytes the text takes at most between its quotes. */
        static int bytes(String text) {
            int bytes = 0;
            for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
                bytes += bytes(octet);
            }
            return bytes;
        }

        /** Returns the head of a text that is too long; of a stack trace, also the head of its root cause. */
        static String shortened(String text, int longest) {
            int left = longest - GAP.length() - 12;
            int root = text.lastIndexOf(ROOT_CAUSE);
            if (root < 0) {
                return head(text, left);
            }
            String cause = text.substring(root);
            String end = bytes(cause) <= left / 2 ? cause : head(cause, left / 2 - GAP.length() - 12);
            return head(text.substring(0, root), left - bytes(end)) + end;
        }

        private static String head(String text, int longest) {
            byte[] octets = text.getBytes(StandardCharsets.UTF_8);
            int bytes = 0;
            int whole = 0; // where the last character begins
            for (int i = 0; i < octets.length; i++) {
                if ((octets[i] & 0xC0) != 0x80) {
                    whole = i;
                }
                bytes += bytes(octets[i]);
                if (bytes > longest) {
                    String head = new String(octets, 0, whole, StandardCharsets.UTF_8);
                    return head + GAP.replace("%d", Integer.toString(text.length() - head.length()));
                }
            }
            return text;
        }

        /** Returns the bytes of one byte of UTF-8. Natively, a loop over bytes costs a tenth of one over characters. */
        private static int bytes(byte octet) {
            if (octet == '"' || octet == '\\' || octet == '\n' || octet == '\t' || octet == '\r') {
                return 2;
            }
            return octet >= 0 && octet < ' ' ? 6 : 1;
        }
    }
}
