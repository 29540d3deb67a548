package org.acme.kit.balancing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.acme.kit.balancing.BalancedInstance.Verdict;
import org.acme.kit.balancing.Balancer.Member;

/** What the tests of balancing share: instances by number, a clock that is wound by hand, a balancer. */
final class Fixture implements LongSupplier {

    final Balancer balancer;
    /** As {@link System#nanoTime} may: it begins anywhere, and two seconds later it runs over. */
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(2));

    Fixture() {
        this(Selection.inTurn(0));
    }

    Fixture(Selection.Strategy strategy) {
        balancer = new Balancer("peers", strategy, EjectionRules.DEFAULT, this, Member.class::cast);
    }

    @Override
    public long getAsLong() {
        return now.get();
    }

    void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    void passSeconds(long seconds) {
        pass(Duration.ofSeconds(seconds));
    }

    static Member instance(long id, int priority, int weight) {
        String address = "10." + (id >> 16) + "." + (id >> 8 & 255) + "." + (id & 255) + ":8080";
        return new Member(id, address, priority, weight, address);
    }

    /** Makes instances 1, 2, 3 … of one priority with these weights. */
    static List<Member> weighted(int... weights) {
        return IntStream.range(0, weights.length)
                .mapToObj(index -> instance(index + 1L, 0, weights[index]))
                .toList();
    }

    /** Makes instances 1, 2, 3 … of these priorities with the weight 1. */
    static List<Member> ofPriorities(int... priorities) {
        return IntStream.range(0, priorities.length)
                .mapToObj(index -> instance(index + 1L, priorities[index], 1))
                .toList();
    }

    static List<Member> equals(int count) {
        return ofPriorities(new int[count]);
    }

    static List<BalancedInstance> balanced(int... weights) {
        List<BalancedInstance> balanced = new ArrayList<>();
        weighted(weights).forEach(instance -> balanced.add(new BalancedInstance(instance, health(() -> 0))));
        return balanced;
    }

    static Health health(LongSupplier nanoTime) {
        return new Health(EjectionRules.DEFAULT, () -> 1, nanoTime, new AtomicInteger(), change -> {});
    }

    BalancedInstance pick(List<Member> instances) {
        return balancer.pick(instances, Balancer.NONE_TRIED);
    }

    List<Long> ids(List<Member> instances, int picks) {
        return Stream.generate(() -> pick(instances).id()).limit(picks).toList();
    }

    /** Picks this instance and has as many calls to it end so. */
    void end(List<Member> instances, long id, Verdict verdict, int calls) {
        BalancedInstance picked = pickOf(instances, id);
        for (int count = 0; count < calls; count++) {
            picked.ended(verdict);
        }
    }

    BalancedInstance pickOf(List<Member> instances, long id) {
        return Stream.generate(() -> pick(instances))
                .limit(1_000_000)
                .filter(picked -> picked.id() == id)
                .findFirst()
                .orElseThrow();
    }

    /** Has an instance fail for as long as it takes to be certain that it is unreachable. */
    void makeUnreachable(List<Member> instances, long id) {
        BalancedInstance picked = pickOf(instances, id);
        for (int call = 0; call < 5; call++) {
            picked.ended(Verdict.FAILED);
        }
        passSeconds(5);
        picked.ended(Verdict.FAILED);
    }

    void eject(List<Member> instances, long id) {
        end(instances, id, Verdict.FAILED, 5);
    }

    /** Ejects an instance by its success rate: it answers most calls, so it is bad but not gone. */
    void spoil(List<Member> instances, long id) {
        BalancedInstance picked = pickOf(instances, id);
        for (int call = 0; call < 20; call++) {
            picked.ended(call % 4 == 0 || call == 1 ? Verdict.FAILED : Verdict.ANSWERED);
        }
    }

    InstanceReport report(long id) {
        return balancer.report().stream()
                .filter(report -> report.id() == id)
                .findFirst()
                .orElseThrow();
    }

    String state(long id) {
        return report(id).state();
    }
}
