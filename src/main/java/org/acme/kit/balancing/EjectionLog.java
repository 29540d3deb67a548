package org.acme.kit.balancing;

import static java.util.stream.Collectors.joining;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import java.time.Duration;
import org.acme.kit.balancing.EjectionRules.Standing;
import org.acme.kit.balancing.Health.Change;
import org.acme.kit.balancing.Plan.Route;
import org.acme.kit.error.Unavailable;
import org.jboss.logging.Logger;

/** The log of ejections and returns, one line each. An ejection is also an event in the trace of the call that causes it. */
final class EjectionLog {

    private static final Logger LOG = Logger.getLogger("balancing");

    private EjectionLog() {}

    static void log(String service, BalancedInstance instance, Change change, EjectionRules rules) {
        Standing after = change.after();
        if (after.isAvailable()) {
            LOG.infof("service=%s instance=%s is back: its probe was answered", service, instance.address());
        } else if (change.isEjection()) {
            LOG.warnf(
                    "service=%s instance=%s ejected for %d ms: %s",
                    service, instance.address(), rules.timeOf(after.ejection()).toMillis(), after.reason());
            Span.current()
                    .addEvent(
                            "instance.ejected",
                            Attributes.of(
                                    AttributeKey.stringKey("service"),
                                    service,
                                    AttributeKey.stringKey("instance"),
                                    instance.address(),
                                    AttributeKey.stringKey("reason"),
                                    String.valueOf(after.reason())));
        }
    }

    static void log(String service, Route before, Route after) {
        if (before.mode() == after.mode()) {
            return;
        }
        switch (after.mode()) {
            case NORMAL -> LOG.infof("service=%s has an available instance again", service);
            case PANIC -> LOG.warnf("service=%s has no available instance: panic mode, ejections are ignored", service);
            case OPEN ->
                LOG.errorf(
                        "%s; the circuit is open: calls fail at once, one each second is a probe",
                        CircuitOpen.reason(service, after));
        }
    }

    /** The failure of a call while the circuit is open: all instances are unreachable. The message names why each was ejected. */
    static final class CircuitOpen extends Unavailable {

        /** The time between two probes while the circuit is open, and so the time until a retry makes sense. */
        static final Duration RETRY_AFTER = Duration.ofSeconds(1);

        private static final int NAMED = 5;

        private CircuitOpen(String service, String message) {
            super("No instance of the service '" + service + "' answers at the moment.", RETRY_AFTER, message);
        }

        static CircuitOpen of(String service, Route route) {
            return new CircuitOpen(service, reason(service, route));
        }

        /** Describes the service and its instances, at most five of them, with the reason why each was ejected. */
        static String reason(String service, Route route) {
            long all = route.candidates().all().count();
            return "service=" + service + " has no instance that answers: "
                    + route.candidates()
                            .all()
                            .limit(NAMED)
                            .map(instance -> instance.address() + " "
                                    + instance.health().standing().reason())
                            .collect(joining(", "))
                    + (all > NAMED ? " and " + (all - NAMED) + " more" : "");
        }
    }
}
