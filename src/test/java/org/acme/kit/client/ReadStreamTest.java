package org.acme.kit.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.acme.kit.client.FaultyPeer.Answer;
import org.acme.kit.client.FaultyPeers.Symptom;
import org.acme.kit.discovery.Await;
import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.endpoint.ServerEndpoint;
import org.acme.kit.work.Works;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a peer is told whose stream is read: not the read-timeout, which ends with the head of the answer. */
@QuarkusTest
@WithTestResource(value = FaultyPeers.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class ReadStreamTest {

    private static final String HEADER = "\r\nx-envoy-expected-rq-timeout-ms: ";
    private static final int READ_TIMEOUT = 400;

    @RegisterRestClient(baseUri = "stork://faulty", configKey = "faulty")
    interface Reader {

        @GET
        @Path("/")
        Multi<String> stream();

        @GET
        @Path("/")
        InputStream bytes();

        @GET
        @Path("/")
        Answer whole();
    }

    record Nothing() {}

    /** Passes the stream of the peer on. */
    @ServerEndpoint
    static class KitRelayEndpoint implements Endpoint<Nothing, Multi<String>> {

        private final Reader reader;

        KitRelayEndpoint(@RestClient Reader reader) {
            this.reader = reader;
        }

        @Override
        public Multi<String> call(Nothing nothing) {
            return reader.stream();
        }
    }

    @Inject
    @RestClient
    Reader reader;

    @Inject
    KitRelayEndpoint relay;

    @Inject
    Works works;

    @BeforeEach
    void heal() {
        FaultyPeers.allHave(Symptom.NONE);
        FaultyPeers.REQUESTS.clear();
    }

    static Stream<Consumer<Reader>> streams() {
        return Stream.of(reader -> assertIsWell(reader.stream()), reader -> {
            try (InputStream bytes = reader.bytes()) {
                assertThat(bytes)
                        .asString(java.nio.charset.StandardCharsets.UTF_8)
                        .contains("well");
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        });
    }

    private static void assertIsWell(Multi<String> stream) {
        List<String> items = stream.collect().asList().await().atMost(Await.PATIENCE);
        assertThat(String.join("", items)).contains("well");
    }

    @ParameterizedTest
    @MethodSource("streams")
    void aStreamIsReadWithoutADeadlineOutsideOfWork(Consumer<Reader> read) {
        read.accept(reader);

        assertThat(head()).doesNotContain(HEADER);
    }

    @Test
    void norHasItOneIfItIsPassedOnToACallerThatHasSentNone() {
        works.open("kit-test").run(() -> {
            assertIsWell(relay.call(new Nothing()));
            return null;
        });

        assertThat(head()).doesNotContain(HEADER);
    }

    @Test
    void theDeadlineOfACallerIsPassedOnAsItIs() {
        works.open("kit-test").within(Duration.ofMinutes(10)).run(() -> {
            assertIsWell(relay.call(new Nothing()));
            return null;
        });

        assertThat(told()).isBetween(60_000L, 600_000L);
    }

    @ParameterizedTest
    @MethodSource("streams")
    void soIsThatOfTheWorkThatReadsAStreamToItsEnd(Consumer<Reader> read) {
        works.open("kit-test").run(() -> {
            read.accept(reader);
            return null;
        });

        assertThat(told()).isGreaterThan(READ_TIMEOUT);
    }

    @Test
    void anAnswerThatIsNoStreamIsWaitedForNoLongerThanTheReadTimeout() {
        assertThat(reader.whole().v()).isEqualTo("well");

        assertThat(told()).isPositive().isLessThanOrEqualTo(READ_TIMEOUT);
    }

    private static String head() {
        assertThat(FaultyPeers.REQUESTS).hasSize(1);
        return FaultyPeers.REQUESTS.element().toLowerCase(Locale.ROOT);
    }

    private static long told() {
        assertThat(head()).contains(HEADER);
        return Long.parseLong(head().replaceAll("(?s).*" + HEADER + "(\\d+)\r\n.*", "$1"));
    }
}
