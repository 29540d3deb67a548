package org.acme.kit.dev;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.acme.kit.endpoint.Catalogue;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The log lines at the start of dev mode: the endpoints, the chain of each, and the pages to look at. */
@IfBuildProfile("dev")
@ApplicationScoped
class StartLines {

    private static final Logger LOG = Logger.getLogger(StartLines.class);

    private final Catalogue catalogue;
    private final int port;
    private final int management;

    StartLines(
            Catalogue catalogue,
            @ConfigProperty(name = "quarkus.http.port", defaultValue = "8080") int port,
            @ConfigProperty(name = "quarkus.management.port", defaultValue = "9000") int management) {
        this.catalogue = catalogue;
        this.port = port;
        this.management = management;
    }

    void write(@Observes @Priority(Integer.MAX_VALUE) StartupEvent start) {
        catalogue
                .endpoints()
                .forEach(endpoint -> LOG.infof(
                        "%-12s %s → %s: %s",
                        endpoint.name(),
                        endpoint.request(),
                        endpoint.response(),
                        String.join(" → ", endpoint.chain())));
        LOG.infof("Try it    http://localhost:%d/q/swagger-ui  /q/dev-ui", port);
        LOG.infof(
                "Look at   http://localhost:%d/q/console  /q/endpoints  /q/discovery  /q/metrics  /q/health",
                management);
    }
}
