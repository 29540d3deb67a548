package org.acme.kit.client;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Internal: the retry budgets and retry counts of all services. Thread-safe.
 *
 * <p>Metrics: {@code client.retries} by {@code outcome} ({@code made} or {@code refused}), and {@code client.retry.budget}.
 * Ranges: {@code kit.client.retry-percent} 0 to 1,000, {@code kit.client.retries-per-second} 0 to 100,000; another value fails
 * the start.
 */
@Startup // and not with the first call: a wrong key stops the start
@ApplicationScoped
public class Retries {

    private final Map<String, Budget> services = new ConcurrentHashMap<>();
    private final int percent;
    private final int perSecond;
    private final LongSupplier nanoTime;
    private final MeterRegistry metrics;

    @Inject
    Retries(
            @ConfigProperty(name = "kit.client.retry-percent") int percent,
            @ConfigProperty(name = "kit.client.retries-per-second") int perSecond,
            MeterRegistry metrics) {
        this(percent, perSecond, System::nanoTime, metrics);
    }

    Retries(int percent, int perSecond, LongSupplier nanoTime, MeterRegistry metrics) {
        this.percent = checked("kit.client.retry-percent", percent, 1_000);
        this.perSecond = checked("kit.client.retries-per-second", perSecond, 100_000);
        this.nanoTime = nanoTime;
        this.metrics = metrics;
    }

    /** Returns the retry budget of a service; empty before its first call by a {@code @ClientEndpoint}. */
    public Optional<Budget> report(String service) {
        return Optional.ofNullable(services.get(service));
    }

    Budget of(String service) {
        Budget known = services.get(service); // no closure for each call
        return known == null ? services.computeIfAbsent(service, this::shown) : known;
    }

    private Budget shown(String service) {
        Budget retries = new Budget(percent, perSecond, nanoTime);
        FunctionCounter.builder("client.retries", retries, Budget::made)
                .description("Attempts after the first of calls to a service")
                .tags("service", service, "outcome", "made")
                .register(metrics);
        FunctionCounter.builder("client.retries", retries, Budget::refused)
                .description("Attempts after the first of calls to a service")
                .tags("service", service, "outcome", "refused")
                .register(metrics);
        Gauge.builder("client.retry.budget", retries, Budget::left)
                .description("Retries that may be made at once")
                .tag("service", service)
                .register(metrics);
        return retries;
    }

    private static int checked(String key, int value, int most) {
        if (value < 0 || value > most) {
            throw new ConfigurationException(key + " is " + value + "; allowed: 0 to " + most);
        }
        return value;
    }

    /**
     * Internal: the retry budget of one service, and its counts. Thread-safe, without a lock: threads that retry at the very same
     * moment may overdraw the budget by one each.
     *
     * <p>It bounds retries to a share of the calls, so that a failing service does not get a multiple of its load. Each call
     * deposits a share of a retry; each retry withdraws a whole one. Deposits and withdrawals expire after 10 s. A reserve for
     * each second is added, because a service that is seldom called could never retry without it. This is Finagle's {@code
     * RetryBudget}, whose numbers are the defaults: 20%, 10 a second, 10 s.
     */
    public static final class Budget {

        private static final int SECONDS = 10;
        private static final int WHOLE = 100;
        private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

        private final int percent;
        private final int perSecond;
        private final LongSupplier nanoTime;
        private final long start;
        private final LongAdder made = new LongAdder();
        private final LongAdder refused = new LongAdder();

        /** One balance for each second of the window: upper 32 bits the second's number, lower 32 bits hundredths of a retry. */
        private final AtomicLongArray balances = new AtomicLongArray(SECONDS);

        Budget(int percent, int perSecond, LongSupplier nanoTime) {
            this.percent = percent;
            this.perSecond = perSecond;
            this.nanoTime = nanoTime;
            this.start = nanoTime.getAsLong();
        }

        /** Deposits the share of one call. */
        void deposit() {
            add(percent);
        }

        /** Withdraws one retry and counts it as made; if none is left, counts it as refused and returns false. */
        boolean tryWithdraw() {
            boolean may = hundredths() >= WHOLE;
            if (may) {
                add(-WHOLE);
            }
            (may ? made : refused).increment();
            return may;
        }

        /** Counts a retry as made without a withdrawal. */
        void countFree() {
            made.increment();
        }

        /** Returns how many retries were made. */
        public long made() {
            return made.sum();
        }

        /** Returns how many retries were refused because the budget was spent. */
        public long refused() {
            return refused.sum();
        }

        /** Returns how many retries the budget allows now, 0 or more. */
        public long left() {
            return Math.max(0, hundredths() / WHOLE);
        }

        private long hundredths() {
            int now = second();
            long sum = (long) WHOLE * perSecond * SECONDS;
            for (int index = 0; index < SECONDS; index++) {
                long balance = balances.get(index);
                if (now - secondOf(balance) < SECONDS) {
                    sum += hundredthsOf(balance);
                }
            }
            return sum;
        }

        private void add(int hundredths) {
            int now = second();
            balances.accumulateAndGet(
                    now % SECONDS,
                    hundredths,
                    (balance, more) -> balance(now, more + (secondOf(balance) == now ? hundredthsOf(balance) : 0)));
        }

        private int second() {
            return (int) ((nanoTime.getAsLong() - start) / NANOS);
        }

        private static long balance(int second, long hundredths) {
            return (long) second << 32 | hundredths & 0xffff_ffffL;
        }

        private static int secondOf(long balance) {
            return (int) (balance >> 32);
        }

        private static int hundredthsOf(long balance) {
            return (int) balance;
        }
    }
}
