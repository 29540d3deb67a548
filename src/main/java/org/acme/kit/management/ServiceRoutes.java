package org.acme.kit.management;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.acme.kit.balancing.Balancer;
import org.acme.kit.balancing.InstanceReport;
import org.acme.kit.client.Retries;
import org.acme.kit.client.Retries.Budget;
import org.acme.kit.discovery.Discovery;
import org.acme.kit.discovery.DnsInstance;
import org.acme.kit.endpoint.Catalogue;
import org.acme.kit.error.BusinessFailure;
import org.acme.kit.stork.Balancers;
import org.jspecify.annotations.Nullable;

/**
 * The routes that show a running service: {@code GET /q/endpoints} answers its endpoints and the chain of each,
 * {@code GET /q/discovery} the names of the services that it calls, and {@code GET /q/discovery/<service>} a {@link ServiceNodes},
 * or 404 for an unknown service.
 */
@ApplicationScoped
class ServiceRoutes {

    private final Catalogue catalogue;
    private final Discovery discovery;
    private final Balancers balancers;
    private final Retries retries;
    private final ObjectMapper json;

    ServiceRoutes(Catalogue catalogue, Discovery discovery, Balancers balancers, Retries retries, ObjectMapper json) {
        this.catalogue = catalogue;
        this.discovery = discovery;
        this.balancers = balancers;
        this.retries = retries;
        this.json = json;
    }

    void register(@Observes ManagementInterface management) {
        Router router = management.router();
        ManagementRoute.read(router, "/q/endpoints", request -> send(request, catalogue.endpoints()));
        ManagementRoute.read(router, "/q/discovery", request -> send(request, discovery.services()));
        ManagementRoute.read(router, "/q/discovery/:service", this::service);
    }

    private void service(RoutingContext request) {
        Optional<ServiceNodes> nodes = discovery
                .status(request.pathParam("service"))
                .map(status ->
                        ServiceNodes.of(status, balancers.of(status.service()), retries.report(status.service())));
        if (nodes.isPresent()) {
            send(request, nodes.get());
        } else {
            request.fail(new BusinessFailure(
                    "unknown-service", "Unknown service", 404, "Known services: " + discovery.services()));
        }
    }

    private void send(RoutingContext request, Object document) {
        ManagementRoute.send(request, json, document);
    }

    /**
     * The state of one service: what discovery, balancing and retries know of it.
     *
     * @param nodes the instances in use
     * @param age seconds since DNS last confirmed them, null if it never did
     * @param ttl seconds for which the last answer may be used
     * @param error why the last lookup failed, null if it did not
     * @param dropped how many records could not be used since the start
     * @param retries how many retries were made
     * @param retryBudget how many retries the budget allows at once, null before the first call
     * @param question what DNS is asked: the kind of record, the name, the port
     * @param server the nameserver that answered last, null if none did
     * @param panic whether the service is in panic mode: ejections are ignored, because no instance is available
     * @param circuit {@code closed}, or {@code open} when no instance answers
     */
    @RegisterForReflection // written by a route, which Quarkus does not scan for entities
    record ServiceNodes(
            List<Node> nodes,
            @Nullable Double age,
            long ttl,
            @Nullable String error,
            long dropped,
            long retries,
            @Nullable Long retryBudget,
            String question,
            @Nullable String server,
            boolean panic,
            String circuit) {

        /**
         * One instance. From {@code state} on the values are those of {@link InstanceReport}; {@code restsForMs} is its
         * {@code untilProbe}. With a balancer that is none of the kit it is always available, and the numbers are 0.
         */
        @RegisterForReflection
        record Node(
                long id,
                String addr,
                int priority,
                int weight,
                String state,
                @Nullable String reason,
                boolean serving,
                long restsForMs,
                boolean pushingBack,
                int inFlight,
                long picked,
                long failed,
                long ejected) {

            private static Node of(DnsInstance instance, @Nullable InstanceReport report) {
                String addr = instance.socketAddress();
                int priority = instance.priority();
                int weight = instance.weight();
                return report == null
                        ? new Node(instance.id(), addr, priority, weight, "available", null, true, 0, false, 0, 0, 0, 0)
                        : new Node(
                                instance.id(),
                                addr,
                                priority,
                                weight,
                                report.state(),
                                report.reason().isEmpty() ? null : report.reason(),
                                report.serving(),
                                report.untilProbe().toMillis(),
                                report.pushingBack(),
                                report.inFlight(),
                                report.picked(),
                                report.failed(),
                                report.ejected());
            }
        }

        static ServiceNodes of(Discovery.Status status, Optional<Balancer> balancer, Optional<Budget> retries) {
            List<InstanceReport> reports = balancer.map(Balancer::report).orElse(List.of());
            Map<Long, InstanceReport> byId = reports.stream().collect(toMap(InstanceReport::id, identity()));
            return new ServiceNodes(
                    status.instances().stream()
                            .map(instance -> Node.of(instance, byId.get(instance.id())))
                            .toList(),
                    status.age() == null ? null : status.age().toMillis() / 1_000.0,
                    status.timeToLive().toSeconds(),
                    status.error(),
                    status.dropped(),
                    retries.map(Budget::made).orElse(0L),
                    retries.map(Budget::left).orElse(null),
                    status.question(),
                    status.server(),
                    balancer.map(Balancer::isInPanicMode).orElse(false),
                    balancer.map(Balancer::isOpen).orElse(false) ? "open" : "closed");
        }
    }
}
