package org.acme.kit.telemetry;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
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
    static final int LONGEST = 15 * 1024;

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
}
