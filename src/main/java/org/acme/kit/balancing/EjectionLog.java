package org.acme.kit.balancing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import org.acme.kit.balancing.Health.Change;
import org.jboss.logging.Logger;

/** Writes one line for each ejection and each return; the call that brings an ejection about has it in its trace too. */
final class EjectionLog {

    private static final Logger LOG = Logger.getLogger("balancing");

    private EjectionLog() {}

    static void log(String service, BalancedInstance instance, Change change, EjectionRules rules) {
        Standing after = change.after();
        if (after.isAvailable()) {
            LOG.infof("service=%s instance=%s is back: its trial call was answered", service, instance.socketAddress());
        } else if (change.isEjection()) {
            LOG.warnf(
                    "service=%s instance=%s ejected for %d ms: %s",
                    service,
                    instance.socketAddress(),
                    rules.restOf(after.ejection()).toMillis(),
                    after.reason());
            Span.current()
                    .addEvent(
                            "instance.ejected",
                            Attributes.of(
                                    AttributeKey.stringKey("service"),
                                    service,
                                    AttributeKey.stringKey("instance"),
                                    instance.socketAddress(),
                                    AttributeKey.stringKey("reason"),
                                    String.valueOf(after.reason())));
        }
    }

    static void log(String service, Route before, Route after) {
        if (before.reach() == after.reach()) {
            return;
        }
        switch (after.reach()) {
            case SOME -> LOG.infof("service=%s has an available instance again", service);
            case DOUBTFUL -> LOG.warnf("service=%s has no available instance: ejections are ignored", service);
            case NONE ->
                LOG.errorf("%s; calls fail at once, one each second tries", NoneAnswers.reason(service, after));
        }
    }
}
