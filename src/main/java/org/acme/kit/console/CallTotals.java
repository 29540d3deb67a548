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
 * @param outcomes the number of calls by outcome: {@code ok}, {@code business}, {@code fault}, {@code cancelled}
 * @param buckets the number of calls that took at most as many milliseconds as the key says; the last key is {@code Infinity}
 */
@RegisterForReflection // written by a route, which Quarkus does not scan for entities
record CallTotals(Map<String, Long> outcomes, Map<Double, Long> buckets) {

    /** Adds up the timers of {@code endpoint.calls}, one for each endpoint and outcome. */
    static CallTotals of(Collection<Timer> timers) {
        Map<String, Long> outcomes = new TreeMap<>();
        Map<Double, Long> buckets = new TreeMap<>();
        for (Timer timer : timers) {
            outcomes.merge(String.valueOf(timer.getId().getTag("outcome")), timer.count(), Long::sum);
            for (CountAtBucket bucket : timer.takeSnapshot().histogramCounts()) {
                double bound = bucket.bucket(TimeUnit.MILLISECONDS);
                // Some registries add a last bucket of their own, without a bound.
                if (bound < TimeUnit.DAYS.toMillis(1)) {
                    buckets.merge(bound, (long) bucket.count(), Long::sum);
                }
            }
            buckets.merge(Double.POSITIVE_INFINITY, timer.count(), Long::sum);
        }
        return new CallTotals(outcomes, buckets);
    }
}
