package org.acme.kit.telemetry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.quarkus.logging.json.runtime.JsonFormatter;
import io.quarkus.logging.json.runtime.JsonLogConfig.JsonConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Locale;
import java.util.Map;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Quarkus' JSON lines, with every key of {@code quarkus.log.*.json}, and four additions.
 *
 * <ul>
 *   <li>Each entry of the MDC ({@code requestId}, {@code traceId}) and each {@link Field} of the message stands at the top level,
 *       with its type.
 *   <li>No name stands there twice: the later one gets an underscore in front, unless both have the same value.
 *   <li>A line ends below 16 KiB, where log drivers cut; {@code "truncated":true} says that something was left out.
 *   <li>Numbers in messages do not depend on the locale of the host.
 * </ul>
 */
final class JsonLines extends JsonFormatter {

    // The formatter goes on using the writer after a line.
    private static final JsonFactory JSON = new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    private static final int LONGEST_MESSAGE = 4 * 1024;
    private static final int LONGEST_STACK_TRACE = 7 * 1024;
    private static final int LONGEST_OTHER = 1024;

    private final Generator generator = new Line();
    private final JsonLine line = new JsonLine();
    private final String message = getKey(Key.MESSAGE);
    private final String stackTrace = getKey(Key.STACK_TRACE);

    JsonLines() {}

    private JsonLines(String keyOverrides) {
        super(keyOverrides);
    }

    /** Returns a formatter with the settings of one that Quarkus made; those that it does not expose come from {@code config}. */
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

    /** Begins a line. {@code format} calls it under its lock, so there is one line at a time. */
    @Override
    protected Generator createGenerator(Writer writer) {
        try {
            JsonGenerator json = JSON.createGenerator(writer);
            line.begin(isPrettyPrint() ? json.useDefaultPrettyPrinter() : json);
            return generator;
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory cannot fail to be written to", impossible);
        }
    }

    @Override
    protected void after(Generator generator, ExtLogRecord entry) throws Exception {
        super.after(generator, entry);
        for (Map.Entry<String, String> each : entry.getMdcCopy().entrySet()) {
            value(each.getKey(), each.getValue());
        }
        if (entry.getParameters() != null) {
            for (Object parameter : entry.getParameters()) {
                if (parameter instanceof Field field) {
                    value(field.name(), field.isLiteral() ? field.value() : String.valueOf(field.value()));
                }
            }
        }
    }

    private void value(String key, @Nullable Object value) throws IOException {
        if (!getExcludedKeys().contains(key)) {
            line.value(key, value, longest(key));
        }
    }

    private int longest(String key) {
        return key.equals(stackTrace) ? LONGEST_STACK_TRACE : key.equals(message) ? LONGEST_MESSAGE : LONGEST_OTHER;
    }

    @Override
    protected String formatMessagePrintf(LogRecord entry) {
        return String.format(Locale.ROOT, entry.getMessage(), entry.getParameters());
    }

    /** The target to which the formatter of JBoss LogManager writes. */
    private final class Line implements Generator {

        @Override
        public Generator add(String key, int number) throws IOException {
            value(key, number);
            return this;
        }

        @Override
        public Generator add(String key, long number) throws IOException {
            value(key, number);
            return this;
        }

        @Override
        public Generator add(String key, @Nullable String text) throws IOException {
            value(key, text);
            return this;
        }

        @Override
        public Generator add(String key, Map<String, ?> values) throws IOException {
            if (!getExcludedKeys().contains(key)) {
                line.start(key, true);
                for (Map.Entry<String, ?> each : values.entrySet()) {
                    value(each.getKey(), String.valueOf(each.getValue()));
                }
                line.finish();
            }
            return this;
        }

        @Override
        public Generator startObject(@Nullable String key) throws IOException {
            line.start(key, true);
            return this;
        }

        @Override
        public Generator endObject() throws IOException {
            line.finish();
            return this;
        }

        @Override
        public Generator startArray(@Nullable String key) throws IOException {
            line.start(key, false);
            return this;
        }

        @Override
        public Generator endArray() throws IOException {
            line.finish();
            return this;
        }

        @Override
        public Generator end() throws IOException {
            line.end();
            return this;
        }
    }
}
