package org.acme.kit.balancing;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.acme.kit.balancing.BalancedInstance.Handle;
import org.acme.kit.balancing.BalancedInstance.Verdict;
import org.acme.kit.balancing.Balancer.Member;
import org.acme.kit.balancing.Selection.Strategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A fleet on one clock: 200 callers, each with a balancer of its own, of 2,000 instances. src/docs/operate.md has its figures. */
class LargeFleetTest {

    private static final int INSTANCES = 2000;
    private static final int CALLERS = 200;
    /** So many of the callers tell how all fare: none knows what another has met. */
    private static final int ASKED = 4;

    private static final int ATTEMPTS = 3;
    /** Each caller makes a call in each millisecond. */
    private static final long STEP = TimeUnit.MILLISECONDS.toNanos(1);

    private final Random random = new Random(2_000_200);
    private final List<Member> instances = Fixture.equals(INSTANCES);
    private final Set<Long> zone = random.longs(1, INSTANCES + 1)
            .distinct()
            .limit(INSTANCES / 3)
            .boxed()
            .collect(toSet());
    private final Logger ejections = Logger.getLogger("balancing");
    private long now;

    /** Thousands of lines would be the slowest part of it. */
    @BeforeEach
    void beQuiet() {
        ejections.setLevel(Level.OFF);
    }

    @AfterEach
    void speakAgain() {
        ejections.setLevel(null);
    }

    @Test
    void spreadsCallsInTurnWithinATenthOfTheMean() {
        assertThat(largestShare(callers(true))).isLessThan(1.10);
    }

    @Test
    void spreadsCallsAtRandomAsChanceDoes() {
        assertThat(largestShare(callers(false))).isLessThan(1.25);
    }

    /** A third of the instances refuses all calls at once: the zone that is lost. DNS still has them. */
    @Test
    void avoidsALostZoneOnceEachCallerHasMetItsInstancesFiveTimes() {
        Balancer[] callers = Arrays.copyOf(callers(true), ASKED);
        second(callers, false);
        Second before = second(callers, false);

        List<Second> after =
                IntStream.range(0, 20).mapToObj(second -> second(callers, true)).toList();

        assertThat(before.failed()).isZero();
        assertThat(after.get(0).lost()).isBetween(0.30, 0.37);
        assertThat(after.get(0).failed()).isBetween(0.02, 0.045); // a third of a third of a third
        assertThat(after.get(8).failed()).isLessThan(0.003); // five times through 2,000 instances take ten seconds
        assertThat(after.subList(16, 20)).allMatch(second -> second.lost() < 0.03 && second.failed() < 0.001);
    }

    /** What a second was like: the share of attempts that met the lost zone, and of calls whose attempts all did. */
    private record Second(double lost, double failed) {}

    private Second second(Balancer[] callers, boolean zoneIsLost) {
        int calls = 0;
        int failed = 0;
        int attempts = 0;
        int lost = 0;
        for (long end = now + TimeUnit.SECONDS.toNanos(1); now < end; now += STEP) {
            for (Balancer caller : callers) {
                int made = attempts(caller, zoneIsLost);
                boolean fails = made > ATTEMPTS;
                calls++;
                failed += fails ? 1 : 0;
                attempts += fails ? ATTEMPTS : made;
                lost += made - 1;
            }
        }
        return new Second(lost / (double) attempts, failed / (double) calls);
    }

    /** Makes a call and returns how many attempts it took; one more than allowed if all failed. */
    private int attempts(Balancer caller, boolean zoneIsLost) {
        Set<Long> tried = new HashSet<>(4);
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Handle handle = caller.pick(instances, instance -> tried.contains(instance.id()))
                    .begin();
            long id = handle.instance().id();
            boolean isLost = zoneIsLost && zone.contains(id);
            handle.ended(isLost ? Verdict.FAILED : Verdict.ANSWERED);
            if (!isLost) {
                return attempt;
            }
            tried.add(id);
        }
        return ATTEMPTS + 1;
    }

    private double largestShare(Balancer[] callers) {
        int[] calls = new int[INSTANCES];
        for (int call = 0; call < 3000; call++) {
            for (Balancer caller : callers) {
                Handle handle = caller.pick(instances, Balancer.NONE_TRIED).begin();
                calls[(int) handle.instance().id() - 1]++;
                handle.ended(Verdict.ANSWERED);
            }
            now += STEP;
        }
        double share = Arrays.stream(calls).max().orElseThrow() * INSTANCES / (3000.0 * CALLERS);
        return share;
    }

    private Balancer[] callers(boolean inTurn) {
        return IntStream.range(0, CALLERS)
                .mapToObj(caller -> inTurn
                        ? Selection.inTurn(random.nextInt(Integer.MAX_VALUE))
                        : Selection.atRandom(random::nextLong))
                .map(this::caller)
                .toArray(Balancer[]::new);
    }

    private Balancer caller(Strategy strategy) {
        return new Balancer("peers", strategy, EjectionRules.DEFAULT, () -> now, Member.class::cast);
    }
}
