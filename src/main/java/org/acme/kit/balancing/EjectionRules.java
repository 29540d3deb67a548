package org.acme.kit.balancing;

import java.time.Duration;

/**
 * Says when an instance is ejected and for how long.
 *
 * @param failures how many failures in a row eject; 5 as with Envoy ({@code consecutive_gateway_failure}) and Finagle
 * @param successRate the percentage of answered calls below which an instance is ejected; 80 as with Finagle
 * @param minRequests how many calls a window must have for its rate to mean something; 20: Finagle has 5, where one failure
 *     more or less decides, Envoy and gRPC A50 have 100, which a small service never sees
 * @param window over which the rate is taken; 10 s as the interval of Envoy and gRPC A50
 * @param rest how long the first ejection lasts, each further one as much longer; 5 s as with Finagle, Envoy has 30 s
 * @param maxRest how long an ejection may last; 300 s as with all three
 */
record EjectionRules(int failures, int successRate, int minRequests, Duration window, Duration rest, Duration maxRest) {

    /** The defaults, as the providers declare them. */
    static final EjectionRules DEFAULT =
            new EjectionRules(5, 80, 20, Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofSeconds(300));

    /** Returns how long the ejection with this number lasts (Envoy: base time × times ejected, capped). */
    Duration restOf(int ejection) {
        Duration rested = rest.multipliedBy(ejection);
        return rested.compareTo(maxRest) > 0 ? maxRest : rested;
    }

    /** Returns which number the next ejection has; each window in health takes one of the former off (Envoy, gRPC A50). */
    int nextEjection(int former, Duration healthy) {
        return (int) Math.max(0, former - healthy.dividedBy(window)) + 1;
    }
}
