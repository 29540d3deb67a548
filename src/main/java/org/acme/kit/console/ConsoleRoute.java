package org.acme.kit.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.acme.kit.console.ConsolePage.PageFile;
import org.acme.kit.console.ConsolePage.Part;
import org.acme.kit.console.EventLog.Event;
import org.acme.kit.console.Traffic.OfEndpoint;
import org.acme.kit.console.Traffic.Sample;
import org.acme.kit.management.ManagementRoute;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The routes of the console: the page at {@code GET /q/console}, its data on endpoints and events at {@code GET
 * /q/console/state}.
 */
@ApplicationScoped
class ConsoleRoute {

    private final boolean enabled;
    private final String application;
    private final Traffic traffic;
    private final EventLog events;
    private final ObjectMapper json;
    private final List<Part> parts;

    /**
     * The state of the endpoints now, and what was added since the last request of the page.
     *
     * @param started when the program started, in milliseconds since 1970; a page that gets another value begins anew
     */
    @RegisterForReflection // written by a route, which Quarkus does not scan for entities
    record State(
            String application,
            long started,
            List<OfEndpoint> endpoints,
            List<Recent.Entry<Sample>> samples,
            List<Recent.Entry<Event>> events) {}

    ConsoleRoute(
            @ConfigProperty(name = "kit.console.enabled") boolean enabled,
            @ConfigProperty(name = "quarkus.application.name", defaultValue = "service") String application,
            Traffic traffic,
            EventLog events,
            ObjectMapper json,
            @All List<Part> parts) {
        this.enabled = enabled;
        this.application = application;
        this.traffic = traffic;
        this.events = events;
        this.json = json;
        this.parts = parts;
    }

    void register(@Observes ManagementInterface management) {
        if (enabled) {
            traffic.begin();
            events.begin();
            register(management.router());
        }
    }

    private void register(Router router) {
        for (PageFile file : ConsolePage.with(parts)) {
            ManagementRoute.read(router, file.path(), request -> send(request.response(), file));
        }
        ManagementRoute.read(router, "/q/console/state", this::state);
        parts.forEach(part -> part.register(router));
    }

    private static void send(HttpServerResponse response, PageFile file) {
        response.putHeader("Content-Type", file.mediaType())
                .putHeader("Content-Security-Policy", ConsolePage.POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cache-Control", "no-cache")
                .end(file.content());
    }

    private void state(RoutingContext request) {
        State state = new State(
                application,
                ManagementFactory.getRuntimeMXBean().getStartTime(),
                traffic.byEndpoint(),
                traffic.after(seen(request, "samples")),
                events.after(seen(request, "events")));
        request.response().putHeader("Cache-Control", "no-store");
        ManagementRoute.send(request, json, state);
    }

    /** Returns the number of the last entry that the page has seen; 0 if the parameter is missing or no number. */
    private static long seen(RoutingContext request, String parameter) {
        String value = request.request().getParam(parameter, "0");
        return value.matches("\\d{1,18}") ? Long.parseLong(value) : 0;
    }
}
