package org.acme.kit.balancing;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.acme.kit.balancing.EjectionRules.Standing;

/**
 * Internal: the health of one instance as reports show it. Immutable.
 *
 * @param id unique among the instances of one list
 * @param address address and port, {@code 10.0.0.2:8080} or {@code [2001:db8::2]:8080}
 * @param priority 0 or more; the lowest number is used first (RFC 2782)
 * @param weight 0 or more: the share within the priority (RFC 2782)
 * @param state {@code available}, {@code ejected} or {@code probing}
 * @param reason why it is not available, empty if it is
 * @param untilProbe the time until its next probe is due, zero if it is available or a probe is due now
 * @param serving whether calls go to it. An available instance does not serve while a group with a lower priority number does; an
 *     ejected one serves if more than half of its group are ejected, or in panic mode
 * @param pushingBack whether it pushes back at the moment; then it gets calls only if all push back
 * @param inFlight how many attempts of the kit's clients are in flight to it
 * @param picked how many times it was picked since it was first seen
 * @param answered how many calls it has answered since it was first seen
 * @param failed how many calls it has failed since it was first seen
 * @param ejected how many times it was ejected since it was first seen
 */
public record InstanceReport(
        long id,
        String address,
        int priority,
        int weight,
        String state,
        String reason,
        Duration untilProbe,
        boolean serving,
        boolean pushingBack,
        int inFlight,
        long picked,
        long answered,
        long failed,
        long ejected) {

    static List<InstanceReport> of(Plan plan, long now) {
        Set<BalancedInstance> serving = new HashSet<>(plan.route().candidates().serving());
        return plan.instances()
                .map(instance -> of(instance, serving.contains(instance), now))
                .toList();
    }

    private static InstanceReport of(BalancedInstance instance, boolean serving, long now) {
        Health health = instance.health();
        Standing standing = health.standing();
        Health.Totals totals = health.totals();
        return new InstanceReport(
                instance.id(),
                instance.address(),
                instance.member().priority(),
                instance.member().weight(),
                standing.state().label,
                standing.reason(),
                Duration.ofNanos(Math.max(0, standing.isAvailable() ? 0 : standing.due() - now)),
                serving,
                instance.isPushingBack(),
                health.load().inFlight(),
                totals.picked(),
                totals.answered(),
                totals.failed(),
                totals.ejected());
    }
}
