package org.acme.kit.console;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The calls of one endpoint, or of all, since the start.
 *
 * @param outcomes how many ended with each outcome: {@code ok}, {@code business}, {@code fault}, {@code cancelled}
 * @param buckets how many took at most so many milliseconds; the last bucket has no bound, its key is {@code Infinity}
 */
@RegisterForReflection // written by a route, which Quarkus does not scan for entities
record CallTotals(Map<String, Long> outcomes, Map<Double, Long> buckets) {

    /** Adds the timers of {@code endpoint.calls} up, one for each endpoint and outcome. */
    static CallTotals of(Collection<Timer> timers) {
        Map<String, Long> outcomes = new TreeMap<>();
        Map<Double, Long> buckets = new TreeMap<>();
        for (Timer timer : timers) {
            outcomes.merge(String.valueOf(timer.getId().getTag("outcome")), timer.count(), Long::sum);
            for (CountAtBucket bucket : timer.takeSnapshot().histogramCounts()) {
                double bound = bucket.bucket(TimeUnit.MILLISECONDS);
                if (bound
                        < TimeUnit.DAYS.toMillis(
                                1)) { // some registries add a last bucket of their own, without a bound
                    buckets.merge(bound, (long) bucket.count(), Long::sum);
                }
            }
            buckets.merge(Double.POSITIVE_INFINITY, timer.count(), Long::sum);
        }
        return new CallTotals(outcomes, buckets);
    }
}
