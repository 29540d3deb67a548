package org.acme.kit.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Arrays;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.junit.jupiter.api.Test;

/** The keys of {@code quarkus.log.*.json} hold after the start, too. */
@QuarkusTest
@TestProfile(LogFormatTest.ElasticCommonSchema.class)
class LogFormatTest {

    public static class ElasticCommonSchema implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.log.console.json.enabled", "true",
                    "quarkus.log.console.json.log-format", "ecs",
                    "quarkus.log.console.json.additional-field.\"team\".value", "orders");
        }
    }

    @Test
    void writesTheFormatThatIsConfigured() {
        ExtLogRecord entry = new ExtLogRecord(Level.INFO, "placed %s", FormatStyle.PRINTF, "logger");
        entry.setLoggerName("shop");
        entry.setMdc(Map.of("requestId", "r1"));
        entry.setParameters(new Object[] {new Field("items", 3)});

        String line = handlers(Logger.getLogger("").getHandlers())
                .map(Handler::getFormatter)
                .filter(FormatterPool.class::isInstance)
                .map(formatter -> formatter.format(entry))
                .findFirst()
                .orElseThrow();

        assertThat(line)
                .startsWith("{\"@timestamp\":\"")
                .contains(
                        "\"log.level\":\"INFO\"", "\"log.logger\":\"shop\"", "\"ecs.version\":", "\"team\":\"orders\"")
                .contains("\"message\":\"placed items=3\"", "\"requestId\":\"r1\"", "\"items\":3")
                .doesNotContain("\"level\":");
    }

    private static Stream<Handler> handlers(Handler[] handlers) {
        return Arrays.stream(handlers)
                .flatMap(handler -> Stream.concat(
                        Stream.of(handler),
                        handler instanceof ExtHandler several ? handlers(several.getHandlers()) : Stream.empty()));
    }
}
