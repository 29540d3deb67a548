package org.acme.kit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.RetryWhen;
import io.smallrye.mutiny.Multi;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.acme.kit.client.FaultyPeer.Answer;
import org.acme.kit.client.FaultyPeers.Symptom;
import org.acme.kit.stork.Balancers;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.PartType;
import org.jboss.resteasy.reactive.RestForm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A body that is a stream can be sent once: a second request would send the rest of it, and the peer would believe it whole. */
@QuarkusTest
@WithTestResource(value = FaultyPeers.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class StreamBodyTest {

    @ClientEndpoint
    @RegisterRestClient(baseUri = "stork://faulty", configKey = "faulty")
    @Retry(maxRetries = 2, delay = 1, jitter = 0)
    @RetryWhen(exception = PeerFault.class)
    interface Uploads {
        @PUT
        @Path("/")
        Answer stream(InputStream body);

        @PUT
        @Path("/")
        Answer multi(Multi<Buffer> body);

        @PUT
        @Path("/")
        @Consumes(MediaType.MULTIPART_FORM_DATA)
        Answer multipart(@RestForm @PartType(MediaType.APPLICATION_OCTET_STREAM) InputStream file);

        @PUT
        @Path("/")
        Answer text(String body);
    }

    @ClientEndpoint
    @RegisterRestClient(baseUri = "stork://families", configKey = "families")
    interface TwoFamilies {
        @PUT
        @Path("/")
        Answer stream(@HeaderParam("Content-Length") int length, InputStream body);
    }

    @Inject
    @RestClient
    Uploads uploads;

    @Inject
    @RestClient
    TwoFamilies families;

    @Inject
    @RestClient
    FaultyPeer peer;

    @Inject
    Balancers balancers;

    @BeforeEach
    void know() {
        FaultyInstances.know(peer);
    }

    @AfterEach
    void heal() {
        FaultyInstances.heal(peer, balancers);
    }

    static Stream<Consumer<Uploads>> streams() {
        return Stream.of(
                uploads -> uploads.stream(body()),
                uploads -> uploads.multi(Multi.createFrom().item(Buffer.buffer("body"))),
                uploads -> uploads.multipart(body()));
    }

    private static InputStream body() {
        return new ByteArrayInputStream("body".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void aStreamIsNotSentAgainAfterAFault(Consumer<Uploads> upload) {
        FaultyPeers.allHave(Symptom.CLOSES);

        assertIsSentOnce(() -> upload.accept(uploads));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void norIsItOnAnotherConnectionWhereOneWasClosed(Consumer<Uploads> upload) {
        for (int call = 0; call < 3; call++) {
            assertThat(uploads.text("").v()).isEqualTo("well");
        }
        FaultyPeers.REQUESTS.clear();
        FaultyPeers.allHave(Symptom.CLOSES_REUSED);

        assertIsSentOnce(() -> upload.accept(uploads));
    }

    private static void assertIsSentOnce(ThrowingCallable upload) {
        assertThatThrownBy(upload)
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .contains("no further attempt: the body of the request cannot be sent twice"));
        assertThat(FaultyPeers.REQUESTS).hasSize(1);
    }

    @Test
    void aBodyInMemoryIsSentAgain() {
        FaultyPeers.onlyOneHas(Symptom.CLOSES, 1);
        for (int call = 0; call < 3; call++) {
            assertThat(uploads.text("").v()).isEqualTo("well");
        }
    }

    @Test
    void aStreamThatNobodyHasReadIsSentToTheAddressOfTheOtherFamily() {
        assertThat(families.stream(4, body()).v()).isEqualTo("well");
    }
}
