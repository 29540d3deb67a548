package org.acme.kit.telemetry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.quarkus.logging.json.runtime.JsonFormatter;
import io.quarkus.logging.json.runtime.JsonLogConfig.JsonConfig;
import java.io.IOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Quarkus' JSON lines, with every key of {@code quarkus.log.*.json}, and four things more. Each entry of the MDC ({@code requestId},
 * {@code traceId}) and each {@link Field} of the message stands at the top, with its type. No name stands there twice: the later one
 * gets an underscore in front, unless both say the same. A line ends below 16 KiB, where log drivers cut; {@code "truncated":true}
 * says that something was left out. Numbers in messages do not depend on the locale of the host.
 */
final class JsonLines extends JsonFormatter {

    // The writer is the formatter's, which goes on with it.
    private static final JsonFactory JSON = new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    /** Bytes of a line, less what pretty printing may add. */
    private static final int LONGEST = 15 * 1024;

    private static final int LONGEST_MESSAGE = 4 * 1024;
    private static final int LONGEST_STACK_TRACE = 7 * 1024;
    private static final int LONGEST_OTHER = 1024;
    private static final int LONGEST_NUMBER = 24;

    /** For what comes after an exception in many objects: the fields. */
    private static final int KEPT_BACK = 3 * 1024;

    private final Line line = new Line();
    private final String message = getKey(Key.MESSAGE);
    private final String stackTrace = getKey(Key.STACK_TRACE);

    JsonLines() {}

    private JsonLines(String keyOverrides) {
        super(keyOverrides);
    }

    /** Returns one that is configured as another, which Quarkus made. */
    static JsonLines like(JsonFormatter other, JsonConfig config, String application) {
        JsonLines lines = other.getKeyOverrides() == null ? new JsonLines() : new JsonLines(other.getKeyOverrides());
        lines.setExcludedKeys(other.getExcludedKeys());
        lines.setAdditionalFields(other.getAdditionalFields());
        lines.setPrettyPrint(other.isPrettyPrint());
        lines.setRecordDelimiter(other.getRecordDelimiter());
        lines.setExceptionOutputType(other.getExceptionOutputType());
        lines.setPrintDetails(other.isPrintDetails());
        lines.setZoneId(other.getZoneId().getId());
        if (!config.dateFormat().equals("default")) {
            lines.setDateFormat(config.dateFormat());
        }
        lines.setLogFormat(config.logFormat());
        lines.setTracePrefix("projects/" + application + "/traces/");
        return lines;
    }

    /** Called by {@code format}, which holds the lock: one line at a time. */
    @Override
    protected Generator createGenerator(Writer writer) {
        return line.on(writer);
    }

    @Override
    protected void after(Generator generator, ExtLogRecord entry) throws Exception {
        super.after(generator, entry);
        for (Map.Entry<String, String> each : entry.getMdcCopy().entrySet()) {
            line.add(each.getKey(), each.getValue());
        }
        if (entry.getParameters() != null) {
            for (Object parameter : entry.getParameters()) {
                if (parameter instanceof Field field) {
                    line.value(field.name(), field.isLiteral() ? field.value() : String.valueOf(field.value()));
                }
            }
        }
    }

    @Override
    protected String formatMessagePrintf(LogRecord entry) {
        return String.format(Locale.ROOT, entry.getMessage(), entry.getParameters());
    }

    private final class Line implements Generator {

        private final Map<String, Object> names = new HashMap<>();
        private JsonGenerator json;
        private int room;
        private int depth;
        private int skipped;
        private boolean truncated;

        private Line on(Writer writer) {
            try {
                json = JSON.createGenerator(writer);
            } catch (IOException impossible) {
                throw new IllegalStateException(impossible);
            }
            if (isPrettyPrint()) {
                json.useDefaultPrettyPrinter();
            }
            names.clear();
            room = LONGEST;
            depth = 0;
            skipped = 0;
            truncated = false;
            return this;
        }

        @Override
        public Generator begin() throws IOException {
            json.writeStartObject();
            return this;
        }

        @Override
        public Generator add(String key, int number) throws IOException {
            return value(key, number);
        }

        @Override
        public Generator add(String key, long number) throws IOException {
            return value(key, number);
        }

        @Override
        public Generator add(String key, @Nullable String text) throws IOException {
            return value(key, text);
        }

        @Override
        public Generator add(String key, Map<String, ?> values) throws IOException {
            if (!getExcludedKeys().contains(key)) {
                startObject(key);
                for (Map.Entry<String, ?> each : values.entrySet()) {
                    value(each.getKey(), String.valueOf(each.getValue()));
                }
                endObject();
            }
            return this;
        }

        /** Writes a string, a number, a boolean or null. */
        Generator value(String key, @Nullable Object value) throws IOException {
            if (skipped > 0 || getExcludedKeys().contains(key)) {
                return this;
            }
            Object kept = value instanceof String text ? shortened(key, text) : value;
            int bytes = kept instanceof String text ? EscapedText.bytes(text) : LONGEST_NUMBER;
            if (!takes(bytes + key.length())) {
                return this;
            }
            String name = depth == 0 ? unique(key, kept) : key;
            if (name == null) {
                return this;
            }
            json.writeFieldName(name);
            json.writePOJO(kept);
            return this;
        }

        @Override
        public Generator startObject(String key) throws IOException {
            return start(key, true);
        }

        @Override
        public Generator endObject() throws IOException {
            return finish(true);
        }

        @Override
        public Generator startArray(String key) throws IOException {
            return start(key, false);
        }

        @Override
        public Generator endArray() throws IOException {
            return finish(false);
        }

        @Override
        public Generator end() throws IOException {
            if (truncated) {
                json.writeBooleanField(unique("truncated", this), true);
            }
            json.writeEndObject();
            json.close();
            return this;
        }

        private Generator start(@Nullable String key, boolean object) throws IOException {
            if (skipped > 0 || !takes(key == null ? 0 : key.length())) {
                skipped++;
                return this;
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
            return this;
        }

        private Generator finish(boolean object) throws IOException {
            if (skipped > 0) {
                skipped--;
                return this;
            }
            depth--;
            if (object) {
                json.writeEndObject();
            } else {
                json.writeEndArray();
            }
            return this;
        }

        private boolean takes(int bytes) {
            int cost = bytes + 6; // quotes, colon, comma
            if (cost > (depth == 0 ? room : room - KEPT_BACK)) {
                truncated = true;
                return false;
            }
            room -= cost;
            return true;
        }

        private String shortened(String key, String text) {
            int longest = key.equals(stackTrace)
                    ? LONGEST_STACK_TRACE
                    : key.equals(message) ? LONGEST_MESSAGE : LONGEST_OTHER;
            if (EscapedText.bytes(text) <= longest) {
                return text;
            }
            truncated = true;
            return EscapedText.shortened(text, longest);
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
}
