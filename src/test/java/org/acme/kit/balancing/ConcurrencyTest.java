package org.acme.kit.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import org.acme.kit.balancing.BalancedInstance.Verdict;
import org.acme.kit.balancing.Balancer.Member;
import org.acme.kit.balancing.Planner.CircuitOpen;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {

    private static final int THREADS = 4;
    private static final int PICKS = 30_000;

    private final Fixture fixture = new Fixture();

    @Test
    void everyTurnIsTakenExactlyOnceWhileListsAreSwapped() throws Exception {
        AtomicReference<List<Member>> current = new AtomicReference<>(Fixture.equals(3));
        AtomicLongArray picks = new AtomicLongArray(4);
        AtomicBoolean done = new AtomicBoolean();
        Callable<Void> swaps = () -> {
            for (int weight = 1; !done.get(); weight = weight % 9 + 1) {
                current.set(Fixture.weighted(weight, weight, weight));
                Thread.yield();
            }
            return null;
        };
        Callable<Void> calls = () -> {
            for (int count = 0; count < PICKS; count++) {
                BalancedInstance picked = fixture.pick(current.get());
                picks.incrementAndGet((int) picked.id());
                picked.ended(Verdict.ANSWERED); // not in flight meanwhile: turns are left alone
            }
            return null;
        };
        run(calls, swaps, done);
        for (int id = 1; id <= 3; id++) {
            assertThat(picks.get(id)).isEqualTo(THREADS * PICKS / 3);
            assertThat(fixture.report(id).answered()).isEqualTo(THREADS * PICKS / 3);
        }
    }

    @Test
    void ejectionsReturnsAndRefreshesMayHappenAllAtOnce() throws Exception {
        AtomicReference<List<Member>> current = new AtomicReference<>(Fixture.weighted(1, 2, 3, 0, 5));
        ConcurrentLinkedQueue<BalancedInstance> underWay = new ConcurrentLinkedQueue<>();
        AtomicBoolean done = new AtomicBoolean();
        Callable<Void> swaps = () -> {
            while (!done.get()) {
                int size = 1 + ThreadLocalRandom.current().nextInt(6);
                current.set(Fixture.ofPriorities(
                        ThreadLocalRandom.current().ints(size, 0, 3).toArray()));
                Thread.yield();
            }
            return null;
        };
        Callable<Void> calls = () -> {
            for (int count = 0; count < PICKS; count++) {
                try {
                    underWay.add(fixture.balancer.pick(current.get(), instance -> instance.id() == 3));
                } catch (CircuitOpen open) {
                    fixture.passSeconds(1);
                }
                BalancedInstance other = underWay.poll();
                if (other != null) {
                    other.ended(ThreadLocalRandom.current().nextInt(10) < 7 ? Verdict.FAILED : Verdict.ANSWERED);
                }
                if (count % 100 == 0) {
                    fixture.passSeconds(1);
                }
            }
            return null;
        };
        run(calls, swaps, done);
        assertThat(fixture.ids(List.of(Fixture.instance(77, 0, 1)), 10)).containsOnly(77L);
    }

    @Test
    void manyThreadsStartOneProbe() throws Exception {
        List<Member> instances = Fixture.equals(3);
        fixture.eject(instances, 2);
        for (int rest = 5; rest <= 100; rest += 5) {
            fixture.passSeconds(rest);
            ConcurrentLinkedQueue<BalancedInstance> probes = new ConcurrentLinkedQueue<>();
            Callable<Void> calls = () -> {
                for (int count = 0; count < 200; count++) {
                    BalancedInstance picked = fixture.pick(instances);
                    if (picked.id() == 2) {
                        probes.add(picked);
                    }
                }
                return null;
            };
            run(calls, () -> null, new AtomicBoolean());
            assertThat(probes).hasSize(1);
            probes.element().ended(Verdict.FAILED);
        }
    }

    private static void run(Callable<Void> calls, Callable<Void> beside, AtomicBoolean done) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS + 1);
        try {
            Future<Void> other = threads.submit(beside);
            List<Future<Void>> callers = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                callers.add(threads.submit(calls));
            }
            for (Future<Void> caller : callers) {
                caller.get();
            }
            done.set(true);
            other.get();
        } finally {
            threads.shutdownNow();
        }
    }
}
