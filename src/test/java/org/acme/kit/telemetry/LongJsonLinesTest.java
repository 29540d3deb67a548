package org.acme.kit.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.formatters.StructuredFormatter.ExceptionOutputType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Log stores cut lines above 16 KiB, which are no JSON then: so these end before. */
class LongJsonLinesTest {

    private final JsonLines lines = JsonLinesTest.lines();

    @Test
    void endsAStackOverflowBelow16KibWithItsHead() throws JsonProcessingException {
        ExtLogRecord entry = entry("broken");
        entry.setThrown(stackOverflow(0));

        assertThat(lines.format(entry).getBytes(UTF_8)).hasSizeLessThan(16 * 1024);
        assertThat(json(entry).get("stackTrace").textValue())
                .startsWith(": java.lang.StackOverflowError")
                .contains("LongJsonLinesTest.stackOverflow")
                .contains("characters left out");
        assertThat(json(entry).get("truncated").booleanValue()).isTrue();
    }

    @Test
    void keepsTheRootCauseOfALongStackTrace() throws JsonProcessingException {
        Throwable failure = stackOverflow(0);
        for (int depth = 0; depth < 20; depth++) {
            failure = new IllegalStateException("caused " + depth, failure);
        }
        ExtLogRecord entry = entry("broken");
        entry.setThrown(failure);

        assertThat(json(entry).get("stackTrace").textValue())
                .startsWith(": java.lang.IllegalStateException: caused 19")
                .contains("Caused by: java.lang.StackOverflowError\n\tat ");
    }

    @ParameterizedTest
    @EnumSource(ExceptionOutputType.class)
    void endsEveryLineBelow16Kib(ExceptionOutputType output) throws JsonProcessingException {
        lines.setExceptionOutputType(output);
        lines.setExcludedKeys(Set.of());
        String text = "\u0001\u20ac\ud83d\ude00\"".repeat(20_000);
        ExtLogRecord entry = entry(text);
        entry.setThrown(new IllegalStateException(text, stackOverflow(0)));
        entry.setMdc(Map.of("one", text, "two", text, "three", text, "four", text, "requestId", "r1"));
        entry.setParameters(new Object[] {new Field("five", text), new Field("six", text)});

        assertThat(lines.format(entry).getBytes(UTF_8)).hasSizeLessThan(16 * 1024);
        assertThat(json(entry).get("truncated").booleanValue()).isTrue();
    }

    private static Throwable stackOverflow(int depth) {
        try {
            return stackOverflow(depth + 1);
        } catch (StackOverflowError overflow) {
            return overflow;
        }
    }

    private JsonNode json(ExtLogRecord entry) throws JsonProcessingException {
        return new ObjectMapper().readTree(lines.format(entry));
    }

    private static ExtLogRecord entry(String message) {
        return new ExtLogRecord(Level.INFO, message, FormatStyle.NO_FORMAT, "logger");
    }
}
