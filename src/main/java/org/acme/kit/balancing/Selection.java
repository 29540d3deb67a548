package org.acme.kit.balancing;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A selection among a fixed set of instances. Thread-safe: it picks without a lock and allocates nothing. */
@FunctionalInterface
interface Selection {

    BalancedInstance next();

    /** A way to select; it makes one selection for each set of serving instances. */
    @FunctionalInterface
    interface Strategy {

        /** Makes the selection among these instances, at least one. */
        Selection over(List<BalancedInstance> instances);
    }

    /**
     * Returns a strategy that picks in turn, each instance as often as its share and as evenly as possible.
     *
     * <p>The turn continues across selections, so that a refresh does not send all callers back to the first instance.
     *
     * @param start a random turn: with a fixed one, all callers of a fleet that starts at once would begin with the same instance
     */
    static Strategy inTurn(long start) {
        AtomicLong turn = new AtomicLong(start);
        return instances -> {
            long[] shares = shares(instances);
            BalancedInstance[] cycle = Arrays.stream(shares).allMatch(share -> share == 1)
                    ? instances.toArray(BalancedInstance[]::new)
                    : Arrays.stream(FairCycle.of(shares))
                            .mapToObj(instances::get)
                            .toArray(BalancedInstance[]::new);
            return () -> cycle[Math.floorMod(turn.getAndIncrement(), cycle.length)];
        };
    }

    /**
     * Returns a strategy that draws by shares: the draw of RFC 2782, as a binary search in its running sums.
     *
     * @param draw returns a random number from 0 (inclusive) to its argument (exclusive)
     */
    static Strategy atRandom(LongUnaryOperator draw) {
        return instances -> {
            BalancedInstance[] drawn = instances.toArray(BalancedInstance[]::new);
            long[] sums = shares(instances);
            for (int index = 1; index < sums.length; index++) {
                sums[index] += sums[index - 1];
            }
            long sum = sums[sums.length - 1];
            return () -> {
                int found = Arrays.binarySearch(sums, draw.applyAsLong(sum));
                return drawn[found >= 0 ? found + 1 : -found - 1];
            };
        };
    }

    /**
     * Returns the shares, each at least 1, in lowest terms.
     *
     * <p>RFC 2782 draws a number from 0 to the sum of the weights, both inclusive; 0 selects a record of weight 0. So all records
     * of weight 0 together have one part in (sum + 1); if all weights are 0, the parts are equal. Without a record of weight 0,
     * the RFC would favour the record listed first with the number 0; here that number is left out.
     */
    static long[] shares(List<BalancedInstance> instances) {
        long[] weights = instances.stream()
                .mapToLong(instance -> instance.member().weight())
                .toArray();
        long zeros = Arrays.stream(weights).filter(weight -> weight == 0).count();
        long factor = Math.max(1, zeros);
        long[] shares = Arrays.stream(weights)
                .map(weight -> weight == 0 ? 1 : weight * factor)
                .toArray();
        long divisor = Arrays.stream(shares).reduce(0, Selection::greatestCommonDivisor);
        return Arrays.stream(shares).map(share -> share / divisor).toArray();
    }

    private static long greatestCommonDivisor(long one, long other) {
        return other == 0 ? one : greatestCommonDivisor(other, one % other);
    }

    /**
     * The instances that calls may go to as long as none changes its standing. Immutable, but for the turn of its selection.
     *
     * @param selection picks one of those that serve
     * @param weights the sum of the weights of those that serve, each at least 1
     * @param serving the instances that serve
     * @param failover the instances of later groups, for a call that has tried all that serve
     */
    record Candidates(
            Selection selection, long weights, List<BalancedInstance> serving, List<BalancedInstance> failover) {

        private static final int DRAWS = 4;
        private static final int NAMED = 5;

        static Candidates of(List<BalancedInstance> serving, List<BalancedInstance> failover, Strategy strategy) {
            long weights =
                    serving.stream().mapToLong(BalancedInstance::fairWeight).sum();
            return new Candidates(strategy.over(serving), weights, serving, failover);
        }

        /**
         * Picks an instance that the call has not tried and that does not push back, if possible one within the bounded load. If
         * there is none, picks an untried one; if all were tried, any.
         */
        BalancedInstance next(Predicate<BalancedInstance> tried) {
            BalancedInstance picked = selection.next();
            return isLeft(picked, tried) && !picked.isOverloaded(weights) ? picked : another(picked, tried);
        }

        private static boolean isLeft(BalancedInstance instance, Predicate<BalancedInstance> tried) {
            return (tried == Balancer.NONE_TRIED || !tried.test(instance)) && !instance.isPushingBack();
        }

        private BalancedInstance another(BalancedInstance picked, Predicate<BalancedInstance> tried) {
            BalancedInstance overloaded = isLeft(picked, tried) ? picked : null;
            for (int draw = 0; draw < DRAWS; draw++) { // so that retries are spread as first attempts are
                BalancedInstance drawn = selection.next();
                if (isLeft(drawn, tried)) {
                    if (!drawn.isOverloaded(weights)) {
                        return drawn;
                    }
                    overloaded = drawn;
                }
            }
            BalancedInstance slow = overloaded;
            return anyOf(serving.stream().filter(one -> isLeft(one, tried) && !one.isOverloaded(weights)))
                    .or(() -> Optional.ofNullable(slow))
                    .or(() -> anyOf(all().filter(one -> isLeft(one, tried))))
                    .or(() -> tried.test(picked) ? anyOf(all().filter(one -> !tried.test(one))) : Optional.empty())
                    .orElse(picked);
        }

        /** Draws one of the best priority. The first of them would get all calls of a service whose other instances push back. */
        private static Optional<BalancedInstance> anyOf(Stream<BalancedInstance> from) {
            List<BalancedInstance> left = from.toList();
            int best = (int) left.stream()
                    .takeWhile(one ->
                            one.member().priority() == left.get(0).member().priority())
                    .count();
            return best == 0
                    ? Optional.empty()
                    : Optional.of(left.get(ThreadLocalRandom.current().nextInt(best)));
        }

        /** Tells whether there is an instance that the call has not tried and that does not push back. */
        boolean hasLeft(Predicate<BalancedInstance> tried) {
            return all().anyMatch(instance -> isLeft(instance, tried));
        }

        /** Describes the instances, at most five of them, each with the reason why it was ejected. */
        String reasons() {
            long more = all().count() - NAMED;
            return all().limit(NAMED)
                            .map(one -> one.address() + " "
                                    + one.health().standing().reason())
                            .collect(joining(", "))
                    + (more > 0 ? " and " + more + " more" : "");
        }

        /** Returns the instances that serve, then those for failover. */
        Stream<BalancedInstance> all() {
            return Stream.concat(serving.stream(), failover.stream());
        }
    }
}
