package org.acme.kit.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.logging.json.runtime.AdditionalField;
import io.quarkus.logging.json.runtime.JsonFormatter;
import io.quarkus.logging.json.runtime.JsonLogConfig;
import io.quarkus.logging.json.runtime.JsonLogConfig.AdditionalFieldConfig;
import io.quarkus.logging.json.runtime.JsonLogConfig.JsonConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.formatters.StructuredFormatter.ExceptionOutputType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesTest {

    private final JsonLines lines = lines();

    /** Lines as production has them. */
    static JsonLines lines() {
        JsonLines lines = new JsonLines();
        lines.setExcludedKeys(Set.of(
                "sequence",
                "loggerClassName",
                "threadId",
                "mdc",
                "ndc",
                "hostName",
                "processName",
                "processId",
                "sampled"));
        lines.setExceptionOutputType(ExceptionOutputType.FORMATTED);
        lines.setDateFormat("yyyy-MM-dd'T'HH:mm:ss.SSSX");
        lines.setZoneId("UTC");
        return lines;
    }

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
        entry.setMdc(Map.of("requestId", "r1", "traceId", "t1", "spanId", "s1", "sampled", "true"));

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
                .contains("java.lang.IllegalStateException: outer")
                .contains("Caused by: java.lang.IllegalArgumentException: inner");
    }

    @Test
    void givesNoNameTwice() throws JsonProcessingException {
        ExtLogRecord entry = entry("ready");
        entry.setMdc(Map.of("level", "7", "endpoint", "report"));
        entry.setParameters(new Object[] {new Field("endpoint", "report"), new Field("message", 1)});

        assertThat(json(entry).get("level").textValue()).isEqualTo("INFO");
        assertThat(json(entry).get("_level").textValue()).isEqualTo("7");
        assertThat(json(entry).get("_message").intValue()).isEqualTo(1);
        assertThat(lines.format(entry).split("\"endpoint\"")).hasSize(2);
    }

    @Test
    void doesNotWriteDigitsOfTheHostsLocale() throws JsonProcessingException {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            ExtLogRecord entry = new ExtLogRecord(Level.INFO, "%d of %,.1f", FormatStyle.PRINTF, "logger");
            entry.setParameters(new Object[] {7, 1000.5});
            entry.setInstant(Instant.EPOCH);

            assertThat(json(entry).get("message").textValue()).isEqualTo("7 of 1,000.5");
            assertThat(json(entry).get("timestamp").textValue()).isEqualTo("1970-01-01T00:00:00.000Z");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void honoursOtherNamesAndFieldsOfQuarkus() throws JsonProcessingException {
        JsonFormatter quarkus = new JsonFormatter("timestamp=@timestamp,level=severity");
        quarkus.setAdditionalFields(Map.of("team", new AdditionalField("7", AdditionalFieldConfig.Type.INT)));
        quarkus.setRecordDelimiter("\r\n");
        quarkus.setZoneId("Asia/Tokyo");
        JsonConfig config = new SmallRyeConfigBuilder()
                .withMapping(JsonLogConfig.class)
                .withValidateUnknown(false)
                .build()
                .getConfigMapping(JsonLogConfig.class)
                .consoleJson();
        ExtLogRecord entry = entry("ready");
        entry.setInstant(Instant.EPOCH);

        String line = JsonLines.like(quarkus, config, "orders").format(entry);

        assertThat(line)
                .startsWith("{\"@timestamp\":\"1970-01-01T09:00:00+09:00\"")
                .contains("\"severity\":\"INFO\"", "\"team\":7")
                .endsWith("}\r\n");
    }

    @Property
    boolean staysOneLineWhateverComesFromOutside(@ForAll String text) throws JsonProcessingException {
        ExtLogRecord entry = entry(text);
        entry.setMdc(Map.of("requestId", text));
        entry.setParameters(new Object[] {new Field("field", text)});
        String line = lines.format(entry);

        JsonNode json = new ObjectMapper().readTree(line);
        return line.chars().filter(each -> each < ' ').count() == 1
                && line.endsWith("}\n")
                && (json.has("truncated")
                        || json.get("requestId").textValue().equals(text)
                                && json.get("field").textValue().equals(text));
    }

    private JsonNode json(ExtLogRecord entry) throws JsonProcessingException {
        return new ObjectMapper().readTree(lines.format(entry));
    }

    private static ExtLogRecord entry(String message) {
        return new ExtLogRecord(Level.INFO, message, FormatStyle.NO_FORMAT, "logger");
    }
}
