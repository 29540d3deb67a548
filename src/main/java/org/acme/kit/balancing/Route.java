package org.acme.kit.balancing;

import java.util.List;
import java.util.stream.Stream;
import org.acme.kit.balancing.Selection.Strategy;

/**
 * Says where calls go as long as no instance changes its standing.
 *
 * <ul>
 *   <li>They go to the first group in the order of priority that has an available instance (RFC 2782).
 *   <li>In it, the available instances serve, and at least half of all ({@link Group#serving}).
 *   <li>Where nothing is available anywhere, all of the first group serve: then it is rather the caller that is cut off, and
 *       trying beats failing (the panic of Envoy).
 * </ul>
 *
 * @param selection picks from those that serve
 * @param serving those that serve
 * @param spare those of later groups, for a call that has tried all that serve
 * @param trials the ejected instances of the group that serves and those before it: later ones are not needed yet
 * @param panic whether nothing is available
 */
record Route(
        Selection selection,
        List<BalancedInstance> serving,
        List<BalancedInstance> spare,
        Trials trials,
        boolean panic) {

    private static final int DRAWS = 4;

    static Route of(List<List<BalancedInstance>> priorities, Strategy strategy) {
        List<Group> groups = priorities.stream().map(Group::of).toList();
        for (int index = 0; index < groups.size(); index++) {
            if (groups.get(index).hasAvailable()) {
                Stream<Group> later = groups.stream().skip(index + 1L);
                return of(
                        groups.get(index).serving(),
                        later.flatMap(group -> group.available().stream()).toList(),
                        groups.subList(0, index + 1),
                        strategy);
            }
        }
        return panic(groups, strategy);
    }

    private static Route panic(List<Group> groups, Strategy strategy) {
        List<BalancedInstance> first = groups.get(0).all();
        List<BalancedInstance> spare =
                groups.stream().skip(1).flatMap(group -> group.all().stream()).toList();
        return new Route(strategy.over(first), first, spare, trials(groups), true);
    }

    private static Route of(
            List<BalancedInstance> serving, List<BalancedInstance> spare, List<Group> tried, Strategy strategy) {
        return new Route(strategy.over(serving), serving, spare, trials(tried), false);
    }

    private static Trials trials(List<Group> groups) {
        return Trials.of(groups.stream().flatMap(group -> group.ejected().stream()));
    }

    /** Picks an instance that the call has not tried, any if it has tried all. */
    BalancedInstance next(TriedInstances tried) {
        BalancedInstance picked = selection.next();
        return tried != TriedInstances.NONE && tried.contains(picked.getId()) ? another(picked, tried) : picked;
    }

    private BalancedInstance another(BalancedInstance picked, TriedInstances tried) {
        for (int draw = 0; draw < DRAWS; draw++) { // so that retries are spread as first attempts are
            BalancedInstance drawn = selection.next();
            if (!tried.contains(drawn.getId())) {
                return drawn;
            }
        }
        return Stream.concat(serving.stream(), spare.stream())
                .filter(instance -> !tried.contains(instance.getId()))
                .findFirst()
                .orElse(picked);
    }

    Route withTrials(Trials next) {
        return new Route(selection, serving, spare, next, panic);
    }
}
