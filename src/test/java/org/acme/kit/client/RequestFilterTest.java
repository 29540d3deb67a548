package org.acme.kit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.RetryWhen;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.net.ConnectException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.acme.kit.client.FaultyPeer.Answer;
import org.acme.kit.client.FaultyPeers.Symptom;
import org.acme.kit.error.Classification;
import org.acme.kit.stork.Balancers;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What fails on this side before the request is sent, or while its body is read or written, is not the instance's doing. */
@QuarkusTest
@WithTestResource(value = FaultyPeers.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class RequestFilterTest {

    record Unwritable(String why) {}

    /** A bean that Jackson cannot write. */
    public static final class Unwritten {

        public String getText() {
            throw new IllegalStateException("no text");
        }
    }

    @ClientEndpoint
    @RegisterProvider(Token.class)
    @RegisterProvider(BrokenWriter.class)
    @RegisterRestClient(baseUri = "stork://faulty", configKey = "filtered")
    @Retry(maxRetries = 2, delay = 1, jitter = 0)
    @RetryWhen(exception = PeerFault.class)
    interface Signed {
        @GET
        @Path("/")
        Answer plain();

        @GET
        @Path("/")
        Uni<Answer> uni();

        @POST
        @Path("/")
        Answer upload(InputStream body);

        @POST
        @Path("/")
        Answer json(Unwritten body);

        @POST
        @Path("/")
        @Consumes("text/unwritable")
        Answer write(Unwritable body);
    }

    /** A filter that gets a token from a server of its own. */
    public static class Token implements ClientRequestFilter {

        static final AtomicInteger ASKED = new AtomicInteger();
        static volatile Consumer<ClientRequestContext> behaviour = request -> {};

        @Override
        public void filter(ClientRequestContext request) {
            ASKED.incrementAndGet();
            behaviour.accept(request);
        }
    }

    public static class BrokenWriter implements MessageBodyWriter<Unwritable> {

        @Override
        public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
            return type == Unwritable.class;
        }

        @Override
        public void writeTo(
                Unwritable body,
                Class<?> type,
                Type generic,
                Annotation[] annotations,
                MediaType media,
                MultivaluedMap<String, Object> headers,
                OutputStream out)
                throws IOException {
            throw new IOException(body.why());
        }
    }

    @Inject
    @RestClient
    Signed signed;

    @Inject
    @RestClient
    FaultyPeer peer;

    @Inject
    Balancers balancers;

    private List<List<Object>> before;

    @BeforeEach
    void know() {
        FaultyPeers.allHave(Symptom.NONE);
        assertThat(Stream.generate(peer::plain).limit(3)).hasSize(3);
        before = report();
        FaultyPeers.REQUESTS.clear();
        Token.ASKED.set(0);
    }

    @AfterEach
    void nothingIsCountedOrInFlight() {
        Token.behaviour = request -> {};
        assertThat(report()).isEqualTo(before);
        assertThat(Token.ASKED).hasValue(1);
    }

    private List<List<Object>> report() {
        return balancers.of("faulty").orElseThrow().report().stream()
                .map(it -> List.<Object>of(it.answered(), it.failed(), it.inFlight(), it.pushingBack()))
                .toList();
    }

    static Stream<RuntimeException> failures() {
        return Stream.of(
                new ProcessingException(new IOException("the key store cannot be read")),
                new ProcessingException(new ConnectException("the token server refuses")),
                new ProcessingException(new TimeoutException("the token server is silent")),
                new ServiceUnavailableException(7L));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureOfAnotherFilterIsNoVerdictAndNotTriedAgain(RuntimeException failure) {
        Token.behaviour = request -> {
            throw failure;
        };

        assertThatException().isThrownBy(signed::plain);

        assertThat(FaultyPeers.REQUESTS).isEmpty();
    }

    @Test
    void anAnswerOfAnotherFilterIsNoneOfTheInstance() {
        Token.behaviour =
                request -> request.abortWith(Response.ok(new Answer("cached"), MediaType.APPLICATION_JSON_TYPE)
                        .build());

        assertThat(signed.uni().await().indefinitely().v()).isEqualTo("cached");
    }

    @Test
    void aBodyThatCannotBeWrittenIsNoVerdictAndNotTriedAgain() {
        assertThatException().isThrownBy(() -> signed.write(new Unwritable("the disk is full")));
    }

    @Test
    void whatThisSideCannotDoIsAFaultAndNoServiceOutOfReach() {
        Token.behaviour = request -> {
            throw new ProcessingException(new IOException("the key store cannot be read"));
        };
        assertThatException().isThrownBy(signed::plain).satisfies(this::isAFault);
        assertThatException()
                .isThrownBy(() -> signed.uni().await().indefinitely())
                .satisfies(this::isAFault);
        Token.behaviour = request -> {};
        assertThatException()
                .isThrownBy(() -> signed.write(new Unwritable("the disk is full")))
                .satisfies(this::isAFault);
        assertThatException().isThrownBy(() -> signed.json(new Unwritten())).satisfies(this::isAFault);
        Token.ASKED.set(1);
    }

    private void isAFault(Throwable failure) {
        assertThat(Classification.of(failure).problem().status()).isEqualTo(500);
    }

    @Test
    void aBodyThatCannotBeReadIsNoVerdictAndNotTriedAgain() {
        FaultyPeers.allHave(Symptom.HANGS);
        assertThatException()
                .isThrownBy(() -> signed.upload(new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("the file is gone");
                    }
                }));
    }
}
