package org.acme.kit.balancing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.acme.kit.balancing.BalancedInstance.Verdict;
import org.acme.kit.balancing.Balancer.Member;
import org.acme.kit.balancing.Planner.CircuitOpen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CircuitTest {

    private final Fixture fixture = new Fixture();
    private final List<Member> instances = Fixture.ofPriorities(1, 1, 2);

    @Test
    void opensWhenNothingAnswersInAnyGroup() {
        fixture.makeUnreachable(instances, 1);
        fixture.makeUnreachable(instances, 2);
        assertThat(fixture.ids(instances, 3)).contains(3L);
        fixture.makeUnreachable(instances, 3);

        assertThat(tries(100)).hasSize(1);
        assertThatThrownBy(() -> fixture.pick(instances))
                .isInstanceOfSatisfying(CircuitOpen.class, failure -> {
                    assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(1));
                    assertThat(failure.problem().detail()).contains("'peers'").doesNotContain("10.0.0");
                })
                .hasMessage("service=peers has no instance that answers: 10.0.0.1:8080 5 failures in a row,"
                        + " 10.0.0.2:8080 5 failures in a row, 10.0.0.3:8080 5 failures in a row");
    }

    @Test
    void staysClosedWhileOneAnswersNowAndThen() {
        fixture.eject(instances, 1);
        fixture.eject(instances, 2);
        fixture.spoil(instances, 3);

        assertThat(fixture.balancer.report()).extracting(InstanceReport::state).containsOnly("ejected");
        assertThat(fixture.ids(instances, 100)).containsOnly(1L, 2L);
    }

    @Test
    void opensWhenTheOneThatAnsweredNowAndThenBecomesUnreachable() {
        List<Member> one = Fixture.equals(1);
        fixture.spoil(one, 1);
        fixture.end(one, 1, Verdict.FAILED, 50);
        assertThat(fixture.ids(one, 3)).containsOnly(1L);
        fixture.makeUnreachable(one, 1);

        fixture.pick(one);
        assertThatThrownBy(() -> fixture.pick(one)).isInstanceOf(CircuitOpen.class);
    }

    /** One address in front of many servers: five failures in a row are soon there, and say nothing of the others. */
    @ParameterizedTest
    @ValueSource(doubles = {0.33, 0.5, 0.7})
    void neverOpensForOneAddressBehindWhichAShareFails(double share) {
        List<Member> one = Fixture.equals(1);
        Random random = new Random(8);
        for (int call = 0; call < 20_000; call++) {
            fixture.pick(one).ended(random.nextDouble() < share ? Verdict.FAILED : Verdict.ANSWERED);
            fixture.pass(Duration.ofMillis(5));
        }
    }

    @Test
    void doesNotOpenForCallersThatCancel() {
        for (long id = 1; id <= 2; id++) {
            fixture.end(instances, id, Verdict.UNKNOWN, 32);
        }
        assertThat(fixture.balancer.report()).extracting(InstanceReport::state).containsOnly("available");
    }

    @Test
    void allowsOneProbeASecondHoweverLongTheEjectionsAre() {
        ejectAll();
        for (int second = 0; second < 400; second++) {
            List<BalancedInstance> tries = tries(10);
            assertThat(tries).hasSize(1);
            tries.get(0).ended(Verdict.FAILED);
            fixture.passSeconds(1);
        }
    }

    @Test
    void triesTheInstancesInTurn() {
        ejectAll();
        List<Long> tried = new ArrayList<>();
        for (int second = 0; second < 3; second++) {
            BalancedInstance probe = fixture.pick(instances);
            tried.add(probe.id());
            probe.ended(Verdict.FAILED);
            fixture.passSeconds(1);
        }
        assertThat(tried).containsExactlyInAnyOrder(1L, 2L, 3L);
    }

    @Test
    void probesNoInstanceThatTheCallHasTried() {
        ejectAll();
        assertThat(fixture.balancer
                        .pick(instances, instance -> instance.id() != 3)
                        .id())
                .isEqualTo(3);
    }

    @Test
    void aFailedEarlyProbeBeginsTheSameEjectionAgain() {
        ejectAll();
        fixture.passSeconds(1);
        BalancedInstance probe = fixture.pick(instances);

        probe.ended(Verdict.FAILED);

        assertThat(fixture.report(probe.id()).untilProbe()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void anAnswerClosesItAndTheOthersAreTriedSoonAfter() {
        ejectAll();
        for (int second = 0; second < 600; second++) {
            fixture.pick(instances).ended(Verdict.FAILED);
            fixture.passSeconds(1);
        }
        fixture.pick(instances).ended(Verdict.ANSWERED);

        assertThat(tries(10)).hasSize(10);
        for (int second = 0; second < 6; second++) {
            tries(10).forEach(call -> call.ended(Verdict.ANSWERED));
            fixture.passSeconds(1);
        }
        assertThat(fixture.ids(instances, 4)).containsOnly(1L, 2L);
    }

    @Test
    void aTryThatIsNotHeardOfDoesNotKeepOthersFromTrying() {
        ejectAll();
        List<BalancedInstance> lost = new ArrayList<>();
        for (int second = 0; second < 30; second++) {
            lost.addAll(tries(1));
            fixture.passSeconds(1);
        }
        // Each of the three again when its five seconds are over.
        assertThat(lost).hasSize(18);
        lost.get(lost.size() - 1).ended(Verdict.ANSWERED);
        assertThat(tries(10)).hasSize(10);
    }

    @Test
    void manyThreadsLetOneTry() throws InterruptedException {
        ejectAll();
        ConcurrentLinkedQueue<BalancedInstance> tries = new ConcurrentLinkedQueue<>();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = Stream.generate(() -> new Thread(() -> {
                    try {
                        start.await();
                        tries.addAll(tries(100));
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .limit(8)
                .toList();
        threads.forEach(Thread::start);
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(tries).hasSize(1);
    }

    private void ejectAll() {
        for (long id = 1; id <= 3; id++) {
            fixture.makeUnreachable(instances, id);
        }
    }

    /** Makes so many calls; returns those that got through. */
    private List<BalancedInstance> tries(int calls) {
        List<BalancedInstance> through = new ArrayList<>();
        for (int call = 0; call < calls; call++) {
            try {
                through.add(fixture.pick(instances));
            } catch (CircuitOpen open) {
                assertThat(open).hasMessageContaining("service=peers");
            }
        }
        return through;
    }
}
