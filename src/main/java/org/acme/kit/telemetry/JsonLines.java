package org.acme.kit.telemetry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Writes a log record as one line of JSON, whatever is in it: line breaks and control characters are escaped.
 *
 * <p>The names are those of Quarkus' own JSON lines, from which it takes over when the service has started. To these it adds each
 * entry of the MDC ({@code requestId}, {@code traceId}, {@code spanId}) and each {@link Field} of the message.
 */
final class JsonLines extends ExtFormatter {

    private static final JsonFactory JSON = new JsonFactory();

    @Override
    public String format(ExtLogRecord entry) {
        StringWriter line = new StringWriter(256);
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("timestamp", entry.getInstant().toString()); // ISO 8601, UTC
            json.writeStringField("loggerName", entry.getLoggerName());
            json.writeStringField("level", entry.getLevel().getName());
            json.writeStringField("message", formatMessage(entry));
            json.writeStringField("threadName", entry.getThreadName());
            writeContext(json, entry.getMdcCopy());
            writeFields(json, entry.getParameters());
            if (entry.getThrown() != null) {
                json.writeStringField("stackTrace", stackTrace(entry.getThrown()));
            }
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return line.toString();
    }

    private static void writeContext(JsonGenerator json, Map<String, String> context) throws IOException {
        for (Map.Entry<String, String> entry : context.entrySet()) {
            switch (entry.getKey()) {
                case "sampled", "parentId" -> {
                    // OpenTelemetry adds them; the trace itself tells both.
                }
                default -> json.writeStringField(entry.getKey(), entry.getValue());
            }
        }
    }

    private static void writeFields(JsonGenerator json, Object[] parameters) throws IOException {
        if (parameters == null) {
            return;
        }
        for (Object parameter : parameters) {
            if (parameter instanceof Field field) {
                json.writeFieldName(field.name());
                if (field.value() instanceof Number || field.value() instanceof Boolean) {
                    json.writeObject(field.value());
                } else {
                    json.writeString(String.valueOf(field.value()));
                }
            }
        }
    }

    private static String stackTrace(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
