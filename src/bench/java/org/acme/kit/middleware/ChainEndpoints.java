package org.acme.kit.middleware;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.endpoint.ServerEndpoint;

/** Endpoints that only answer, so that what they cost is their chain. */
final class ChainEndpoints {

    private ChainEndpoints() {}

    @ApplicationScoped
    static class Bare implements Endpoint<String, String> {
        @Override
        public String call(String request) {
            return request;
        }
    }

    @ApplicationScoped
    @NothingDone
    static class Five implements Endpoint<String, String> {
        @Override
        public String call(String request) {
            return request;
        }
    }

    @ServerEndpoint
    static class Standard implements Endpoint<String, String> {
        @Override
        public String call(String request) {
            return request;
        }
    }

    @ServerEndpoint
    static class StandardUni implements Endpoint<String, Uni<String>> {
        @Override
        public Uni<String> call(String request) {
            return Uni.createFrom().item(request);
        }
    }
}
