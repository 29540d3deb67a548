package org.acme.kit.management;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.acme.kit.endpoint.Catalogue;

/** The route {@code GET /q/endpoints}, which answers the endpoints of this service and the chain of each. */
@ApplicationScoped
class EndpointsRoute {

    private final Catalogue catalogue;
    private final ObjectMapper json;

    EndpointsRoute(Catalogue catalogue, ObjectMapper json) {
        this.catalogue = catalogue;
        this.json = json;
    }

    void register(@Observes ManagementInterface management) {
        ReadPath.answer(management.router(), "/q/endpoints", this::answer);
    }

    private void answer(RoutingContext request) {
        JsonAnswer.send(request, json, catalogue.endpoints());
    }
}
