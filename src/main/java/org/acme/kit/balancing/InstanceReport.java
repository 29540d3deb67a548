package org.acme.kit.balancing;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.acme.kit.balancing.EjectionRules.Standing;

/**
 * Internal: the health of one instance as reports show it.
 *
 * @param state {@code available}, {@code ejected} or {@code probing}
 * @param reason why it is not available, empty if it is
 * @param untilProbe how long until its next probe is due, zero if it is available or one is due now
 * @param serving whether calls go to it: an available one does not serve while a better priority does, and an ejected one
 *     serves if too many are
 * @param pushingBack whether it asks for no calls at the moment; it gets some only if all do
 * @param inFlight how many calls of clients of the kit it has not answered yet
 * @param picked how many calls went to it since it was first seen
 * @param answered how many calls it has answered since it was first seen
 * @param failed how many calls it has failed since then
 * @param ejected how often it was ejected since then
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
                health.isPushingBack(),
                health.inFlight().count(),
                totals.picked(),
                totals.answered(),
                totals.failed(),
                totals.ejected());
    }
}
