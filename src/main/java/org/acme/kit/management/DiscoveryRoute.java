package org.acme.kit.management;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.acme.kit.client.Retries;
import org.acme.kit.discovery.Discovery;
import org.acme.kit.error.BusinessFailure;
import org.acme.kit.stork.Balancers;

/**
 * The routes of discovery: {@code GET /q/discovery} answers the names of the services, and {@code GET /q/discovery/<service>} a
 * {@link ServiceNodes}, or 404 for an unknown service.
 */
@ApplicationScoped
class DiscoveryRoute {

    private final Discovery discovery;
    private final Balancers balancers;
    private final Retries retries;
    private final ObjectMapper json;

    DiscoveryRoute(Discovery discovery, Balancers balancers, Retries retries, ObjectMapper json) {
        this.discovery = discovery;
        this.balancers = balancers;
        this.retries = retries;
        this.json = json;
    }

    void register(@Observes ManagementInterface management) {
        Router router = management.router();
        ReadPath.answer(router, "/q/discovery", request -> JsonAnswer.send(request, json, discovery.services()));
        ReadPath.answer(router, "/q/discovery/:service", this::service);
    }

    private void service(RoutingContext request) {
        Optional<ServiceNodes> nodes = discovery
                .status(request.pathParam("service"))
                .map(status ->
                        ServiceNodes.of(status, balancers.of(status.service()), retries.report(status.service())));
        if (nodes.isPresent()) {
            JsonAnswer.send(request, json, nodes.get());
        } else {
            request.fail(new BusinessFailure(
                    "unknown-service", "Unknown service", 404, "Known services: " + discovery.services()));
        }
    }
}
