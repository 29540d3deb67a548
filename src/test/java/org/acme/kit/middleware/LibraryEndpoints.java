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
    static class KitNarrowNowEndpoint implements Now {
        @Override
        public String call(Supplier<String> request) {
            return request.get();
        }
    }

    @ServerEndpoint
    static class KitNarrowLaterEndpoint implements Later {
        @Override
        public Uni<String> call(Supplier<Uni<String>> request) {
            return request.get();
        }
    }

    @ServerEndpoint
    static class KitRateNowEndpoint implements Now {
        @Override
        @RateLimit(value = 1, window = 1, windowUnit = ChronoUnit.HOURS)
        public String call(Supplier<String> request) {
            return request.get();
        }
    }

    @ServerEndpoint
    static class KitRateLaterEndpoint implements Later {
        @Override
        @RateLimit(value = 1, window = 1, windowUnit = ChronoUnit.HOURS)
        public Uni<String> call(Supplier<Uni<String>> request) {
            return request.get();
        }
    }

    @ServerEndpoint
    static class KitBulkheadNowEndpoint implements Now {
        @Override
        @Bulkhead(1)
        public String call(Supplier<String> request) {
            return request.get();
        }
    }

    @ServerEndpoint
    static class KitBulkheadLaterEndpoint implements Later {
        @Override
        @Bulkhead(value = 1, waitingTaskQueue = 1)
        public Uni<String> call(Supplier<Uni<String>> request) {
            return request.get();
        }
    }

    @ServerEndpoint
    static class KitTimeoutNowEndpoint implements Now {
        @Override
        @Timeout(50)
        public String call(Supplier<String> request) {
            return request.get();
        }
    }

    @ServerEndpoint
    static class KitTimeoutLaterEndpoint implements Later {
        @Override
        @Timeout(50)
        public Uni<String> call(Supplier<Uni<String>> request) {
            return request.get();
        }
    }

    @ServerEndpoint
    static class KitBreakerNowEndpoint implements Now {
        @Override
        @CircuitBreaker(requestVolumeThreshold = 4, delay = 1, delayUnit = ChronoUnit.HOURS)
        public String call(Supplier<String> request) {
            return request.get();
        }
    }

    @ServerEndpoint
    static class KitBreakerLaterEndpoint implements Later {
        @Override
        @CircuitBreaker(requestVolumeThreshold = 4, delay = 1, delayUnit = ChronoUnit.HOURS)
        public Uni<String> call(Supplier<Uni<String>> request) {
            return request.get();
        }
    }

    @ServerEndpoint
    static class KitCacheNowEndpoint implements Now {
        @Override
        @CacheResult(cacheName = "kit-now")
        public String call(Supplier<String> request) {
            return request.get();
        }
    }

    @ServerEndpoint
    static class KitCacheLaterEndpoint implements Later {
        @Override
        @CacheResult(cacheName = "kit-later")
        public Uni<String> call(Supplier<Uni<String>> request) {
            return request.get();
        }
    }

    record Word(@NotBlank String s) {}

    @ServerEndpoint
    static class KitValidNowEndpoint implements Endpoint<Word, String> {
        @Override
        public String call(@Valid Word request) {
            return request.s();
        }
    }

    @ServerEndpoint
    static class KitValidLaterEndpoint implements Endpoint<Word, Uni<String>> {
        @Override
        public Uni<String> call(@Valid Word request) {
            return Uni.createFrom().item(request.s());
        }
    }
}
