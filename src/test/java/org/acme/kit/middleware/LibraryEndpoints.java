package org.acme.kit.middleware;

import io.quarkus.cache.CacheResult;
import io.smallrye.faulttolerance.api.RateLimit;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.endpoint.ServerEndpoint;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Timeout;

/** Endpoints with one annotation of a library each; one answers at once, the other later. */
final class LibraryEndpoints {

    private LibraryEndpoints() {}

    interface Now extends Endpoint<Supplier<String>, String> {}

    interface Later extends Endpoint<Supplier<Uni<String>>, Uni<String>> {}

    @ServerEndpoint
    static class NarrowNowEndpoint implements Now {
        @Override
        public String call(Supplier<String> request) {
            return request.get();
        }
    }

    @ServerEndpoint
    static class NarrowLaterEndpoint implements Later {
        @Override
        public Uni<String> call(Supplier<Uni<String>> request) {
            return request.get();
        }
    }

    @ServerEndpoint
    static class RateNowEndpoint implements Now {
        @Override
        @RateLimit(value = 1, window = 1, windowUnit = ChronoUnit.HOURS)
        public String call(Supplier<String> request) {
            return request.get();
        }
    }

    @ServerEndpoint
    static class RateLaterEndpoint implements Later {
        @Override
        @RateLimit(value = 1, window = 1, windowUnit = ChronoUnit.HOURS)
        public Uni<String> call(Supplier<Uni<String>> request) {
            return request.get();
        }
    }

    @ServerEndpoint
    static class BulkheadNowEndpoint implements Now {
        @Override
        @Bulkhead(1)
        public String call(Supplier<String> request) {
            return request.get();
        }
    }

    @ServerEndpoint
    static class BulkheadLaterEndpoint implements Later {
        @Override
        @Bulkhead(value = 1, waitingTaskQueue = 1)
        public Uni<String> call(Supplier<Uni<String>> request) {
            return request.get();
        }
    }

    @ServerEndpoint
    static class TimeoutNowEndpoint implements Now {
        @Override
        @Timeout(50)
        public String call(Supplier<String> request) {
            return request.get();
        }
    }

    @ServerEndpoint
    static class TimeoutLaterEndpoint implements Later {
        @Override
        @Timeout(50)
        public Uni<String> call(Supplier<Uni<String>> request) {
            return request.get();
        }
    }

    @ServerEndpoint
    static class BreakerNowEndpoint implements Now {
        @Override
        @CircuitBreaker(requestVolumeThreshold = 4, delay = 1, delayUnit = ChronoUnit.HOURS)
        public String call(Supplier<String> request) {
            return request.get();
        }
    }

    @ServerEndpoint
    static class BreakerLaterEndpoint implements Later {
        @Override
        @CircuitBreaker(requestVolumeThreshold = 4, delay = 1, delayUnit = ChronoUnit.HOURS)
        public Uni<String> call(Supplier<Uni<String>> request) {
            return request.get();
        }
    }

    @ServerEndpoint
    static class CacheNowEndpoint implements Now {
        @Override
        @CacheResult(cacheName = "now")
        public String call(Supplier<String> request) {
            return request.get();
        }
    }

    @ServerEndpoint
    static class CacheLaterEndpoint implements Later {
        @Override
        @CacheResult(cacheName = "later")
        public Uni<String> call(Supplier<Uni<String>> request) {
            return request.get();
        }
    }

    record Word(@NotBlank String s) {}

    @ServerEndpoint
    static class ValidNowEndpoint implements Endpoint<Word, String> {
        @Override
        public String call(@Valid Word request) {
            return request.s();
        }
    }

    @ServerEndpoint
    static class ValidLaterEndpoint implements Endpoint<Word, Uni<String>> {
        @Override
        public Uni<String> call(@Valid Word request) {
            return Uni.createFrom().item(request.s());
        }
    }
}
