package org.acme.kit.http;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.acme.kit.client.ClientEndpoint;
import org.acme.kit.dev.DevPeer;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** A client of a service that answers how long it is waited for, or refuses. */
@ClientEndpoint
@RegisterRestClient(baseUri = "stork://kit-mirror", configKey = "kit-mirror")
@RegisterProvider(MirrorClient.Own.class)
interface MirrorClient {

    @GET
    @Path("/patience")
    Uni<String> patience();

    @GET
    @Path("/refusal")
    Uni<String> refusal();

    /** Answers how long it is waited for, or refuses. */
    @ApplicationScoped
    class Peer implements DevPeer {

        static final String NAME = "_http._tcp.kit-mirror.test";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public void answer(HttpServerRequest request) {
            if (request.path().equals("/refusal")) {
                request.response()
                        .setStatusCode(409)
                        .putHeader("Content-Type", "application/problem+json")
                        .end("{\"type\":\"urn:problem-type:kit-taken\",\"title\":\"Taken\",\"status\":409}");
            } else {
                request.response().end(request.getHeader("x-envoy-expected-rq-timeout-ms"));
            }
        }
    }

    /** Has a lower number than the kit's: it is asked first. */
    class Own implements ResponseExceptionMapper<IllegalStateException> {

        @Override
        public IllegalStateException toThrowable(Response response) {
            return new IllegalStateException("mine");
        }

        @Override
        public int getPriority() {
            return 1;
        }
    }
}
