package org.acme.kit.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.acme.kit.balancing.BalancedInstance.Handle;
import org.acme.kit.balancing.BalancedInstance.Load;
import org.acme.kit.balancing.BalancedInstance.Verdict;
import org.acme.kit.balancing.Balancer.Member;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A slow instance gathers calls; it gets no more than one and a half times its share of those in flight. */
class InFlightTest {

    private static final int CALLERS = 32;

    private final Fixture fixture = new Fixture();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void holdsUpNoMoreCallersThanAHalfMoreThanItsShare(boolean inTurn) {
        Fixture balanced = inTurn ? fixture : new Fixture(Selection.atRandom(new Random(7)::nextLong));
        List<Member> instances = Fixture.equals(3);
        Queue<Handle> quick = new ArrayDeque<>();
        int slow = 0;
        for (int call = 0; call < 10_000; call++) {
            Handle picked = balanced.pick(instances).begin();
            if (picked.instance().id() == 1) {
                slow++; // and never ends
            } else {
                quick.add(picked);
            }
            if (slow + quick.size() == CALLERS) {
                quick.remove().ended(Verdict.ANSWERED);
            }
        }
        assertThat(slow).isBetween(CALLERS / 3, CALLERS / 2);
    }

    @Test
    void measuresTheShareByWeight() {
        List<Member> instances = Fixture.weighted(30, 10);
        BalancedInstance heavy = fixture.pickOf(instances, 1);
        BalancedInstance light = fixture.pickOf(instances, 2);
        Stream.generate(heavy::begin).limit(12).toList();
        Stream.generate(light::begin).limit(7).toList();

        assertThat(heavy.isOverloaded(40)).isFalse();
        assertThat(light.isOverloaded(40)).isFalse(); // 7 of 19, where 7.125 are allowed
        light.begin();
        assertThat(light.isOverloaded(40)).isTrue(); // 8 of 20, where 7.5 are allowed
    }

    @Test
    void oneAndAHalfTimesTheShareIsStillFair() {
        AtomicInteger all = new AtomicInteger(1);
        Load load = new Load(() -> 0, all);
        IntStream.range(0, 3).forEach(call -> load.begin());

        assertThat(load.isMoreThanFair(1, 2)).isFalse();
        load.begin();
        assertThat(load.isMoreThanFair(1, 2)).isTrue();
    }

    @Test
    void leavesTheTurnsAloneWhileCallsEnd() {
        List<Member> instances = Fixture.equals(3);
        for (int call = 0; call < 30; call++) {
            Handle picked = fixture.pick(instances).begin();
            assertThat(picked.instance().id()).isEqualTo(call % 3 + 1);
            picked.ended(Verdict.ANSWERED);
        }
    }

    @Test
    void countsACallUntilItsFirstReport() {
        List<Member> instances = Fixture.equals(2);
        Handle call = fixture.pickOf(instances, 1).begin();
        assertThat(fixture.report(1).inFlight()).isEqualTo(1);

        call.ended(Verdict.UNKNOWN);
        call.ended(Verdict.ANSWERED);

        assertThat(fixture.report(1).inFlight()).isZero();
    }

    /** Whoever is not of the kit may never report an end, and would keep the instance busy for ever. */
    @Test
    void countsNoCallThatMayNeverBeReported() {
        List<Member> instances = Fixture.equals(2);
        fixture.ids(instances, 100);

        assertThat(fixture.report(1).inFlight()).isZero();
    }

    @Test
    void ratherWaitsForASlowOneThanAsksTheSameAgainOrAnotherPriority() {
        List<Member> instances = Fixture.ofPriorities(1, 1, 2);
        BalancedInstance slow = fixture.pickOf(instances, 1);
        Stream.generate(slow::begin).limit(9).toList();

        for (int call = 0; call < 10; call++) {
            assertThat(fixture.balancer
                            .pick(instances, instance -> instance.id() == 2)
                            .id())
                    .isEqualTo(1);
        }
    }

    @Test
    void aloneServesWhateverIsInFlight() {
        List<Member> one = Fixture.equals(1);
        for (int call = 0; call < 100; call++) {
            fixture.pick(one).begin();
        }
        assertThat(fixture.pick(one).isOverloaded(1)).isFalse();
    }

    @Property
    boolean neverFindsAllOverloaded(
            @ForAll @Size(min = 1, max = 20) List<@IntRange(max = 1_000) Integer> calls,
            @ForAll @Size(min = 20, max = 20) List<@IntRange(min = 1, max = 65_535) Integer> weights) {
        AtomicInteger all = new AtomicInteger();
        List<Load> instances = calls.stream()
                .map(count -> {
                    Load load = new Load(() -> 0, all);
                    IntStream.range(0, count).forEach(call -> load.begin());
                    return load;
                })
                .toList();
        long sum = weights.stream()
                .limit(instances.size())
                .mapToLong(weight -> weight)
                .sum();
        return IntStream.range(0, instances.size())
                .anyMatch(index -> !instances.get(index).isMoreThanFair(weights.get(index), sum));
    }
}
