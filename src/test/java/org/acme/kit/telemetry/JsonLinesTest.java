package org.acme.kit.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesTest {

    private final JsonLines lines = new JsonLines();

    @Test
    void writesTheFewFieldsThatAreRead() throws JsonProcessingException {
        ExtLogRecord entry = entry("ready");
        entry.setInstant(Instant.parse("2026-11-23T18:48:44.415Z"));
        entry.setLoggerName("orders");
        entry.setThreadName("main");

        assertThat(lines.format(entry))
                .isEqualTo("{\"timestamp\":\"2026-11-23T18:48:44.415Z\",\"loggerName\":\"orders\",\"level\":\"INFO\","
                        + "\"message\":\"ready\",\"threadName\":\"main\"}\n");
    }

    @Test
    void makesTopLevelFieldsOfTheContext() throws JsonProcessingException {
        ExtLogRecord entry = entry("ready");
        entry.setMdc(java.util.Map.of("requestId", "r1", "traceId", "t1", "spanId", "s1", "sampled", "true"));

        JsonNode line = json(entry);

        assertThat(line.get("requestId").textValue()).isEqualTo("r1");
        assertThat(line.get("traceId").textValue()).isEqualTo("t1");
        assertThat(line.get("spanId").textValue()).isEqualTo("s1");
        assertThat(line.has("sampled")).isFalse();
    }

    @Test
    void keepsTheTypeOfNumbersAndBooleans() throws JsonProcessingException {
        ExtLogRecord entry = new ExtLogRecord(Level.INFO, "placed %s", FormatStyle.PRINTF, "logger");
        entry.setParameters(new Object[] {
            new Field("order", "o7"),
            new Field("ms", 1.5),
            new Field("new", true),
            "no field",
            new Field("at", List.of())
        });

        JsonNode line = json(entry);

        assertThat(line.get("message").textValue()).isEqualTo("placed order=o7");
        assertThat(line.get("order").textValue()).isEqualTo("o7");
        assertThat(line.get("ms").doubleValue()).isEqualTo(1.5);
        assertThat(line.get("new").booleanValue()).isTrue();
        assertThat(line.get("at").textValue()).isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void quotesWhatIsNoNumberOfJson(double value) throws JsonProcessingException {
        ExtLogRecord entry = entry("placed");
        entry.setParameters(new Object[] {new Field("share", value), new Field("half", new AtomicInteger(1))});

        JsonNode line = json(entry);

        assertThat(line.get("share").textValue()).isEqualTo(Double.toString(value));
        assertThat(line.get("half").textValue()).isEqualTo("1");
    }

    @Test
    void writesNullForWhatIsMissing() throws JsonProcessingException {
        ExtLogRecord entry = entry(null);

        assertThat(json(entry).get("message").isNull()).isTrue();
    }

    @Test
    void writesAnExceptionInOneField() throws JsonProcessingException {
        ExtLogRecord entry = entry("broken");
        entry.setThrown(new IllegalStateException("outer", new IllegalArgumentException("inner\nforged")));

        assertThat(json(entry).get("stackTrace").textValue())
                .startsWith("java.lang.IllegalStateException: outer")
                .contains("Caused by: java.lang.IllegalArgumentException: inner");
    }

    @Property
    boolean staysOneLineWhateverComesFromOutside(@ForAll String text) throws JsonProcessingException {
        ExtLogRecord entry = entry(text);
        entry.setMdc(java.util.Map.of("requestId", text));
        entry.setParameters(new Object[] {new Field("field", text)});
        String line = lines.format(entry);

        JsonNode json = new ObjectMapper().readTree(line);
        return line.chars().filter(each -> each < ' ').count() == 1
                && line.endsWith("}\n")
                && json.get("requestId").textValue().equals(text)
                && json.get("field").textValue().equals(text);
    }

    private JsonNode json(ExtLogRecord entry) throws JsonProcessingException {
        return new ObjectMapper().readTree(lines.format(entry));
    }

    private static ExtLogRecord entry(String message) {
        return new ExtLogRecord(Level.INFO, message, FormatStyle.NO_FORMAT, "logger");
    }
}
