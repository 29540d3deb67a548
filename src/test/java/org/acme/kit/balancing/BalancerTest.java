package org.acme.kit.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.acme.kit.balancing.Balancer.Member;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BalancerTest {

    private static final int PICKS = 100_000;

    @Test
    void reportsNothingBeforeTheFirstCall() {
        assertThat(new Fixture().balancer.report()).isEmpty();
    }

    static Stream<Fixture> strategies() {
        return Stream.of(
                new Fixture(Selection.inTurn(0)),
                new Fixture(
                        Selection.atRandom(bound -> ThreadLocalRandom.current().nextLong(bound))));
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void aPickAllocatesNothing(Fixture fixture) {
        int ejected = 1;
        for (int size : new int[] {3, 100, 10_000}) {
            List<Member> instances =
                    Fixture.weighted(IntStream.range(0, size).map(id -> id % 7).toArray());
            assertThat(allocatedByPicks(fixture.balancer, instances))
                    .as("of %d", size)
                    .isZero();
            fixture.eject(instances, ++ejected);
            assertThat(allocatedByPicks(fixture.balancer, instances))
                    .as("of %d, one at rest", size)
                    .isZero();
        }
    }

    /** The smallest of several runs: the compiler may allocate in the thread while it makes itself at home. */
    private static long allocatedByPicks(Balancer balancer, List<Member> instances) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int run = 0; run < 5; run++) {
            long before = threads.getThreadAllocatedBytes(self);
            for (int pick = 0; pick < PICKS; pick++) {
                balancer.pick(instances, Balancer.NONE_TRIED);
            }
            long after = threads.getThreadAllocatedBytes(self);
            // The measurement has a constant of its own, which PICKS times anything would dwarf.
            least = Math.min(least, after - before);
        }
        return least / PICKS;
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void tenThousandInstancesAreServed(Fixture fixture) {
        List<Member> instances = Fixture.equals(10_000);
        fixture.eject(instances, 1);
        fixture.eject(instances, 10_000);
        long distinct = Stream.generate(() -> fixture.pick(instances).id())
                .limit(200_000)
                .distinct()
                .count();
        assertThat(distinct).isEqualTo(9_998);
    }
}
