package org.acme.kit.middleware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.RateLimitException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.RedirectionException;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.acme.kit.error.BusinessFailure;
import org.acme.kit.error.InvalidRequest;
import org.acme.kit.error.Unavailable;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LibraryAnnotationsTest {

    private static final Supplier<Uni<String>> NEVER = () -> Uni.createFrom().nothing();

    @Inject
    LibraryEndpoints.KitBreakerLaterEndpoint breakerLater;

    @Inject
    LibraryEndpoints.KitBreakerNowEndpoint breakerNow;

    @Inject
    LibraryEndpoints.KitBulkheadLaterEndpoint bulkheadLater;

    @Inject
    LibraryEndpoints.KitBulkheadNowEndpoint bulkheadNow;

    @Inject
    LibraryEndpoints.KitCacheLaterEndpoint cacheLater;

    @Inject
    LibraryEndpoints.KitCacheNowEndpoint cacheNow;

    @Inject
    LibraryEndpoints.KitNarrowLaterEndpoint narrowLater;

    @Inject
    LibraryEndpoints.KitNarrowNowEndpoint narrowNow;

    @Inject
    LibraryEndpoints.KitRateLaterEndpoint rateLater;

    @Inject
    LibraryEndpoints.KitRateNowEndpoint rateNow;

    @Inject
    LibraryEndpoints.KitTimeoutLaterEndpoint timeoutLater;

    @Inject
    LibraryEndpoints.KitTimeoutNowEndpoint timeoutNow;

    @Inject
    LibraryEndpoints.KitValidLaterEndpoint validLater;

    @Inject
    LibraryEndpoints.KitValidNowEndpoint validNow;

    @Test
    void limitsCallsInFlightByItself() {
        assertRefusesTheSecondAtTheSameTime(narrowNow, Unavailable.class);
        assertRefusesTheSecondAtTheSameTime(narrowLater, Unavailable.class);
    }

    @Test
    void countsACallThatNobodyWaitsForNotAtAll() {
        narrowLater.call(NEVER);
        narrowLater.call(NEVER);

        assertThat(await(narrowLater.call(() -> Uni.createFrom().item("x")))).isEqualTo("x");
    }

    @Test
    void limitsTheRate() {
        assertThat(rateNow.call(() -> "x")).isEqualTo("x");
        assertThatThrownBy(() -> rateNow.call(() -> "x")).isInstanceOf(RateLimitException.class);
        assertThat(await(rateLater.call(() -> Uni.createFrom().item("x")))).isEqualTo("x");
        assertThatThrownBy(() -> await(rateLater.call(() -> Uni.createFrom().item("x"))))
                .isInstanceOf(RateLimitException.class);
    }

    @Test
    void keepsABulkhead() {
        assertRefusesTheSecondAtTheSameTime(bulkheadNow, BulkheadException.class);
        bulkheadLater.call(NEVER).subscribe().with(answer -> {});
        bulkheadLater.call(NEVER).subscribe().with(answer -> {}); // waits
        assertThatThrownBy(() -> await(bulkheadLater.call(NEVER))).isInstanceOf(BulkheadException.class);
    }

    @Test
    void givesUpWhatTakesTooLong() {
        assertThatThrownBy(() -> timeoutNow.call(LibraryAnnotationsTest::block)).isInstanceOf(TimeoutException.class);
        assertThatThrownBy(() -> await(timeoutLater.call(NEVER))).isInstanceOf(TimeoutException.class);
    }

    @Test
    void opensACircuitAfterFaultsAndNotAfterRefusalsOrRedirects() {
        RuntimeException refusal = new BusinessFailure("full", "Full", 409, "Come back tomorrow.");
        RuntimeException redirect = new RedirectionException(303, URI.create("/elsewhere"));
        RuntimeException fault = new ConstraintViolationException("an entity's", Set.of());
        for (int call = 0; call < 8; call++) {
            assertFails(breakerNow, breakerLater, refusal);
            assertFails(breakerNow, breakerLater, redirect);
        }
        for (int call = 0; call < 2; call++) { // half of the last four
            assertFails(breakerNow, breakerLater, fault);
        }

        assertThatThrownBy(() -> breakerNow.call(() -> "x")).isInstanceOf(CircuitBreakerOpenException.class);
        assertThatThrownBy(() -> await(breakerLater.call(() -> Uni.createFrom().item("x"))))
                .isInstanceOf(CircuitBreakerOpenException.class);
    }

    @Test
    void answersFromACache() {
        AtomicInteger calls = new AtomicInteger();
        Supplier<String> request = () -> "x" + calls.incrementAndGet();
        Supplier<Uni<String>> laterRequest = () -> Uni.createFrom().item(request.get());

        assertThat(cacheNow.call(request)).isEqualTo(cacheNow.call(request));
        assertThat(await(cacheLater.call(laterRequest))).isEqualTo(await(cacheLater.call(laterRequest)));
        assertThat(calls).hasValue(2);
    }

    @Test
    void validates() {
        LibraryEndpoints.Word blank = new LibraryEndpoints.Word(" ");

        assertThatThrownBy(() -> validNow.call(blank)).isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> await(validLater.call(blank))).isInstanceOf(InvalidRequest.class);
    }

    /** The second call is made by the first one. */
    private static void assertRefusesTheSecondAtTheSameTime(LibraryEndpoints.Now endpoint, Class<?> refusal) {
        assertThatThrownBy(() -> endpoint.call(() -> endpoint.call(() -> "x"))).isInstanceOf(refusal);
        assertThat(endpoint.call(() -> "x")).isEqualTo("x");
    }

    private static void assertRefusesTheSecondAtTheSameTime(LibraryEndpoints.Later endpoint, Class<?> refusal) {
        var first = endpoint.call(NEVER).subscribe().with(answer -> {});
        assertThatThrownBy(() -> await(endpoint.call(NEVER))).isInstanceOf(refusal);
        first.cancel();
        assertThat(await(endpoint.call(() -> Uni.createFrom().item("x")))).isEqualTo("x");
    }

    private static void assertFails(LibraryEndpoints.Now now, LibraryEndpoints.Later later, RuntimeException failure) {
        assertThatThrownBy(() -> now.call(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThatThrownBy(() -> await(later.call(() -> Uni.createFrom().failure(failure))))
                .isSameAs(failure);
    }

    private static String block() {
        try {
            new CountDownLatch(1).await();
            return "never";
        } catch (InterruptedException timedOut) {
            throw new IllegalStateException(timedOut);
        }
    }

    private static String await(Uni<String> answer) {
        return answer.await().indefinitely();
    }
}
