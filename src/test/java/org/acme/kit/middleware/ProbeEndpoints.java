package org.acme.kit.middleware;

import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;
import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.endpoint.ServerEndpoint;

/** Endpoints that do what the test tells them, one of each kind. */
final class ProbeEndpoints {

    private ProbeEndpoints() {}

    @ServerEndpoint
    static class KitNowEndpoint implements Endpoint<Supplier<String>, String> {
        @Override
        public String call(Supplier<String> request) {
            return request.get();
        }
    }

    @ServerEndpoint
    static class KitLaterEndpoint implements Endpoint<Supplier<Uni<String>>, Uni<String>> {
        @Override
        public Uni<String> call(Supplier<Uni<String>> request) {
            return request.get();
        }
    }
}
