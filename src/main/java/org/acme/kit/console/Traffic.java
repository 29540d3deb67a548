package org.acme.kit.console;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The calls of the endpoints, read from their metrics: a total of all each second, kept for five minutes, and the current total
 * of each endpoint.
 */
@ApplicationScoped
class Traffic {

    private static final long PERIOD_MS = 1_000;
    private static final int SAMPLES = 300;

    private final MeterRegistry registry;
    private final Vertx vertx;
    private final Recent<Sample> samples = new Recent<>(SAMPLES);
    private long timer;

    /**
     * The calls of all endpoints up to a moment.
     *
     * @param at milliseconds since 1970, for people to read
     */
    @RegisterForReflection // written by a route, which Quarkus does not scan for entities
    record Sample(long at, CallTotals calls) {}

    /** The calls of one endpoint; {@code inFlight} is the number of those in flight. */
    @RegisterForReflection
    record OfEndpoint(String endpoint, double inFlight, CallTotals calls) {}

    /**
     * The calls of one endpoint, or of all, since the start.
     *
     * @param outcomes the number of calls by outcome: {@code ok}, {@code business}, {@code fault}, {@code cancelled}
     * @param buckets the number of calls that took at most as many milliseconds as the key says; the last key is {@code Infinity}
     */
    @RegisterForReflection
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

    Traffic(MeterRegistry registry, Vertx vertx) {
        this.registry = registry;
        this.vertx = vertx;
    }

    /** Takes a sample now, and then one each second. */
    void begin() {
        take();
        timer = vertx.setPeriodic(PERIOD_MS, PERIOD_MS, tick -> take());
    }

    /** Returns the samples with a higher number, oldest first. */
    List<Recent.Entry<Sample>> after(long number) {
        return samples.after(number);
    }

    /** Returns the calls of each endpoint so far, in the order of their names. */
    List<OfEndpoint> byEndpoint() {
        return timers().stream()
                .collect(Collectors.groupingBy(
                        timer -> String.valueOf(timer.getId().getTag("endpoint"))))
                .entrySet()
                .stream()
                .map(endpoint -> new OfEndpoint(
                        endpoint.getKey(), inFlight(endpoint.getKey()), CallTotals.of(endpoint.getValue())))
                .sorted((one, other) -> one.endpoint().compareTo(other.endpoint()))
                .toList();
    }

    @PreDestroy
    void end() {
        vertx.cancelTimer(timer);
    }

    private void take() {
        samples.add(new Sample(System.currentTimeMillis(), CallTotals.of(timers())));
    }

    private Collection<Timer> timers() {
        return registry.find("endpoint.calls").timers();
    }

    private double inFlight(String endpoint) {
        return registry.find("endpoint.in.flight").tag("endpoint", endpoint).gauges().stream()
                .mapToDouble(gauge -> gauge.value())
                .sum();
    }
}
