package org.acme.kit.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Inject;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;
import org.jboss.logmanager.ExtHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The effects of the kit on a whole program, each turned off by what the table of the documentation says. */
@QuarkusTest
@TestProfile(EffectsTest.NoEffects.class)
class EffectsTest {

    private static final String CALLS = "io.vertx.core.http.impl.HttpClientRequestImpl";
    private static final Path TESTS = Path.of("src/test/java/org/acme/kit");
    private static final String TOKENS = "io.quarkus.smallrye.jwt.runtime.auth";

    public static class NoEffects implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.ofEntries(
                    Map.entry("kit.strict-json.enabled", "false"),
                    Map.entry("kit.log.buffer", "0"),
                    Map.entry("quarkus.rest-client.read-timeout", "3000"),
                    Map.entry("quarkus.log.console.json.enabled", "false"),
                    Map.entry("quarkus.http.auth.proactive", "true"),
                    Map.entry("mp.jwt.verify.audiences", "kit-others"),
                    Map.entry("quarkus.log.category.\"" + CALLS + "\".level", "INFO"),
                    Map.entry("quarkus.log.category.\"" + TOKENS + "\".level", "DEBUG"),
                    Map.entry("quarkus.log.category.\"" + TOKENS + "\".min-level", "DEBUG"),
                    Map.entry("quarkus.micrometer.binder.http-client.enabled", "true"),
                    Map.entry("quarkus.micrometer.binder.stork.enabled", "true"),
                    Map.entry("quarkus.default-locale", "de"),
                    Map.entry("quarkus.locales", "de"),
                    Map.entry("quarkus.stork.kit-mirror.service-discovery.type", "dnsjava"),
                    Map.entry("quarkus.stork.kit-mirror.service-discovery.name", MirrorClient.Peer.NAME),
                    Map.entry("quarkus.stork.kit-mirror.load-balancer.type", "weighted-round-robin"));
        }
    }

    record Named(@NotNull String name) {}

    @Inject
    ObjectMapper json;

    @Inject
    MeterRegistry metrics;

    @Inject
    Validator validator;

    @Inject
    @RestClient
    MirrorClient mirror;

    /** Remedies that a start of their own proves. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "mp.context.ThreadContext.propagated=Remaining", "telemetry/CapturedContextTest",
            "kit.log.repeat-after=0s", "telemetry/LimitedLogTest",
            "quarkus.otel.sdk.disabled=false", "telemetry/OwnExporterTest",
            "quarkus.micrometer.binder.http-server.enabled=true", "telemetry/BoundedTagsTest",
            "quarkus.stork.<service>.service-discovery.servers", "client/PeerNamesTest");

    @ParameterizedTest
    @MethodSource("remedies")
    void canEachBeTurnedOff(String remedy) throws Exception {
        switch (remedy) {
            case "kit.strict-json.enabled=false" ->
                assertThat(json.readValue("5", String.class)).isEqualTo("5");
            case "quarkus.rest-client.<key>.read-timeout" ->
                assertThat(Integer.parseInt(mirror.patience().await().indefinitely()))
                        .isBetween(1001, 3000);
            case "ResponseExceptionMapper" ->
                assertThatThrownBy(() -> mirror.refusal().await().indefinitely())
                        .hasMessage("mine");
            case "quarkus.log.console.json.enabled=false" ->
                assertThat(handlers(java.util.logging.Logger.getLogger("").getHandlers()))
                        .extracting(EffectsTest::line)
                        .anyMatch(line -> line.contains("ready"))
                        .noneMatch(line -> line.startsWith("{"));
            case "kit.log.buffer=0" ->
                assertThat(Thread.getAllStackTraces().keySet())
                        .extracting(Thread::getName)
                        .doesNotContain("log output");
            case "quarkus.http.auth.proactive=true" ->
                assertThat(get("/kit-test/bank/counter", "x")).isEqualTo(401);
            case "mp.jwt.verify.audiences=" ->
                assertThat(get("/kit-test/bank/ledger", tokenFor("kit-others"))).isEqualTo(200);
            case "quarkus.log.category.\"…\".level=INFO" ->
                assertThat(Logger.getLogger(CALLS).isEnabled(Logger.Level.INFO)).isTrue();
            case "quarkus.log.category.\"…\".min-level=DEBUG" ->
                assertThat(Logger.getLogger(TOKENS).isDebugEnabled()).isTrue();
            case "quarkus.micrometer.binder.http-client.enabled=true" -> {
                mirror.patience().await().indefinitely();
                assertThat(metrics.getMeters())
                        .extracting(meter -> meter.getId().getName())
                        .anyMatch(name -> name.startsWith("http.client"))
                        .anyMatch(name -> name.startsWith("stork."));
            }
            case "quarkus.default-locale" ->
                assertThat(validator.validate(new Named(null)))
                        .extracting(broken -> broken.getMessage())
                        .containsExactly("darf nicht null sein");
            default -> throw new AssertionError("No test turns this off: " + remedy);
        }
    }

    static Stream<String> remedies() throws IOException {
        return ofTheTable().filter(remedy -> !ELSEWHERE.containsKey(remedy));
    }

    @Test
    void areTurnedOffElsewhereWhereThatTakesAStart() throws IOException {
        assertThat(ofTheTable()).containsAll(ELSEWHERE.keySet());
        assertThat(ELSEWHERE.values())
                .allSatisfy(test -> assertThat(TESTS.resolve(test + ".java")).exists());
    }

    /** The first key, or type, of each row that has a remedy. */
    private static Stream<String> ofTheTable() throws IOException {
        String page = Files.readString(Path.of("src/docs/configuration.md"));
        String table = page.substring(page.indexOf("| effect |"), page.indexOf("## Logs"));
        Pattern remedy = Pattern.compile("\\|[^|]*\\| (?:no key: an? )?`(?<key>[^`]+)`.*");
        return table.lines().map(remedy::matcher).filter(Matcher::matches).map(row -> row.group("key"));
    }

    private static List<Handler> handlers(Handler... handlers) {
        return Arrays.stream(handlers)
                .flatMap(handler -> handler instanceof ExtHandler outer
                        ? Stream.concat(Stream.of(handler), handlers(outer.getHandlers()).stream())
                        : Stream.of(handler))
                .toList();
    }

    private static String line(Handler handler) {
        return handler.getFormatter() == null ? "" : handler.getFormatter().format(new LogRecord(Level.INFO, "ready"));
    }

    private static String tokenFor(String audience) {
        return Jwt.audience(audience).subject("ann").groups("clerk").sign();
    }

    private static int get(String path, String token) {
        return given().auth().oauth2(token).get(path).statusCode();
    }
}
