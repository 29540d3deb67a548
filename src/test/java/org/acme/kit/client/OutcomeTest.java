package org.acme.kit.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.timeout.ReadTimeoutException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.http.impl.HttpClientConnection;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.net.SocketException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.acme.kit.balancing.BalancedInstance.Verdict;
import org.acme.kit.error.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeTest {

    private final Attempt attempt = CallTest.attempt();

    @ParameterizedTest
    @ValueSource(ints = {502, 503, 504})
    void aGatewayFailureIsAFailure(int status) {
        assertThat(verdict(new WebApplicationException(status))).isEqualTo(Verdict.FAILED);
    }

    /** The address may have been given to another program since DNS said it. */
    @Test
    void aStrangerAtTheAddressWhoSaysSoIsAFailureAfterWhichAnotherMayDoBetter() {
        WebApplicationException misdirected = new WebApplicationException(421);
        assertThat(verdict(misdirected)).isEqualTo(Verdict.FAILED);
        assertThat(new PeerFault().test(misdirected)).isTrue();
        MultivaluedHashMap<String, Object> headers = new MultivaluedHashMap<>();
        headers.putSingle("Content-Type", Problem.MEDIA_TYPE);
        assertThat(new PeerFault.PeerRefusal().handles(421, headers)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 409, 422, 429, 500, 501, 505})
    void everyOtherStatusIsAnAnswer(int status) {
        assertThat(verdict(new WebApplicationException(status))).isEqualTo(Verdict.ANSWERED);
    }

    static Stream<Throwable> broken() {
        return Stream.of(
                new ConnectException("refused"),
                new SocketException("Connection reset"),
                new IOException("Connection was closed"),
                new HttpClosedException("Connection was closed"),
                new StreamResetException(2),
                new ConnectTimeoutException(),
                ReadTimeoutException.INSTANCE,
                new TimeoutException(),
                new io.smallrye.mutiny.TimeoutException(),
                new org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException(),
                new ServiceUnavailableException(),
                new ProcessingException(new ConnectException("refused")),
                new CompletionException(new ProcessingException(new IOException("reset"))));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void noConnectionResetAndTimeOutAreFailuresAfterWhichAnotherMayDoBetter(Throwable failure) {
        assertThat(verdict(failure)).isEqualTo(Verdict.FAILED);
        assertThat(new PeerFault().test(failure)).isTrue();
    }

    static Stream<Throwable> ours() {
        return Stream.of(
                new CancellationException(),
                new CompletionException(new CancellationException()),
                new InterruptedException(),
                new ConnectionPoolTooBusyException("our own limit"),
                new JsonParseException(null, "a body that is none"),
                new ProcessingException(new JsonParseException(null, "a body that is none")),
                new IllegalStateException("a fault of this program"));
    }

    @ParameterizedTest
    @MethodSource("ours")
    void whatIsOurOwnIsNoVerdictAndNotTriedAgain(Throwable failure) {
        assertThat(verdict(failure)).isEqualTo(Verdict.UNKNOWN);
        assertThat(new PeerFault().test(failure)).isFalse();
    }

    /** The types are what counts: a class of somebody else's that has the name means something else. */
    @Test
    void aNameAloneMakesNoTimeOut() {
        class TimeoutException extends RuntimeException {}
        assertThat(verdict(new TimeoutException())).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aReusedConnectionThatWasClosedAlreadyIsNoVerdict() {
        attempt.connected(onReusedConnection());

        assertThat(verdict(new HttpClosedException("Connection was closed"))).isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict(new SocketException("Connection reset"))).isEqualTo(Verdict.UNKNOWN);
    }

    /** Else it would be sent again on the same connection for ever. */
    @Test
    void aStreamThatIsResetOnAConnectionThatGoesOnIsAFailure() {
        attempt.connected(onReusedConnection());

        assertThat(verdict(new StreamResetException(2))).isEqualTo(Verdict.FAILED);
        assertThat(Outcome.isStale(attempt, new StreamResetException(2))).isFalse();
    }

    /** Streams of HTTP/2: else one restart of a peer would eject it. */
    @Test
    void severalRequestsLostWithOneConnectionAreOneFailure() {
        HttpClientRequest shared = on(new EmbeddedChannel());
        assertThat(Stream.generate(CallTest::attempt).limit(5))
                .extracting(lost -> {
                    lost.connected(shared);
                    return Outcome.of(lost, new HttpClosedException("Connection was closed"))
                            .verdict();
                })
                .containsExactly(Verdict.FAILED, Verdict.UNKNOWN, Verdict.UNKNOWN, Verdict.UNKNOWN, Verdict.UNKNOWN);
    }

    private static HttpClientRequest onReusedConnection() {
        HttpClientRequest before = on(new EmbeddedChannel());
        PeerConnections.answered(before);
        return before;
    }

    private static HttpClientRequest on(EmbeddedChannel channel) {
        HttpClientConnection connection = (HttpClientConnection) Proxy.newProxyInstance(
                OutcomeTest.class.getClassLoader(),
                new Class<?>[] {HttpClientConnection.class},
                (proxy, method, arguments) -> method.getName().equals("channel") ? channel : null);
        return (HttpClientRequest) Proxy.newProxyInstance(
                OutcomeTest.class.getClassLoader(),
                new Class<?>[] {HttpClientRequest.class},
                (proxy, method, arguments) -> method.getName().equals("connection") ? connection : null);
    }

    @Test
    void successAndRefusalAreAnswers() {
        assertThat(Outcome.answered(attempt).verdict()).isEqualTo(Verdict.ANSWERED);
        assertThat(verdict(new BadRequestException())).isEqualTo(Verdict.ANSWERED);
    }

    private Verdict verdict(Throwable failure) {
        return Outcome.of(attempt, failure).verdict();
    }
}
