package org.acme.kit.middleware;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.endpoint.ServerEndpoint;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;

/** Endpoints whose callers leave: each has an annotation of SmallRye Fault Tolerance. */
final class CancelledEndpoints {

    private CancelledEndpoints() {}

    interface Later extends Endpoint<Supplier<Uni<String>>, Uni<String>> {}

    @ServerEndpoint
    static class KitTimedEndpoint implements Later {
        @Override
        @Timeout(value = 1, unit = ChronoUnit.HOURS)
        public Uni<String> call(Supplier<Uni<String>> request) {
            return request.get();
        }
    }

    @ServerEndpoint
    static class KitRetriedEndpoint implements Later {
        @Override
        @Retry(maxRetries = 3, delay = 0)
        public Uni<String> call(Supplier<Uni<String>> request) {
            return request.get();
        }
    }

    @ServerEndpoint
    static class KitBrokenEndpoint implements Later {
        @Override
        @CircuitBreaker(requestVolumeThreshold = 2, delay = 1, delayUnit = ChronoUnit.HOURS)
        public Uni<String> call(Supplier<Uni<String>> request) {
            return request.get();
        }
    }

    @ServerEndpoint
    static class KitBulkheadEndpoint implements Later {
        @Override
        @Bulkhead(1)
        public Uni<String> call(Supplier<Uni<String>> request) {
            return request.get();
        }
    }

    @ServerEndpoint
    static class KitWorkerEndpoint implements Later {
        @Override
        @Blocking
        @Timeout(value = 1, unit = ChronoUnit.HOURS)
        public Uni<String> call(Supplier<Uni<String>> request) {
            return request.get();
        }
    }

    @ServerEndpoint
    static class KitShortEndpoint implements Later {
        @Override
        @Timeout(20)
        public Uni<String> call(Supplier<Uni<String>> request) {
            return request.get();
        }
    }

    @ServerEndpoint
    static class KitShortRetriedEndpoint implements Later {
        @Override
        @Timeout(20)
        @Retry(maxRetries = 2, delay = 0)
        public Uni<String> call(Supplier<Uni<String>> request) {
            return request.get();
        }
    }
}
