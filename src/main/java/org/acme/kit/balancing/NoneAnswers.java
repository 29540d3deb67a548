package org.acme.kit.balancing;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import org.acme.kit.error.Unavailable;

/** Internal: says that no instance of a service answers, and to the operator which and why. */
public final class NoneAnswers extends Unavailable {

    /** How long until a call tries again, and so until asking again makes sense. */
    static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private static final int NAMED = 5;

    private NoneAnswers(String service, String message) {
        super("No instance of the service '" + service + "' answers at the moment.", RETRY_AFTER, message);
    }

    static NoneAnswers of(String service, Route route) {
        return new NoneAnswers(service, reason(service, route));
    }

    /** Names the service, its instances, at most five of them, and why each was ejected. */
    static String reason(String service, Route route) {
        long all = route.everyone().count();
        return "service=" + service + " has no instance that answers: "
                + route.everyone()
                        .limit(NAMED)
                        .map(instance -> instance.socketAddress() + " "
                                + instance.health().standing().reason())
                        .collect(joining(", "))
                + (all > NAMED ? " and " + (all - NAMED) + " more" : "");
    }
}
