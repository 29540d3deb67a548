package org.acme.kit.discovery;

import static java.util.Comparator.naturalOrder;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.Inet6Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.acme.kit.discovery.HostLookup.Addresses;
import org.acme.kit.discovery.ServiceLookup.Found;
import org.acme.kit.discovery.ServiceLookup.Found.DropReason;
import org.acme.kit.discovery.ServiceLookup.Found.Node;
import org.acme.kit.dns.DnsResolver.DnsAnswer;
import org.acme.kit.dns.DnsResolver.DnsAnswer.AddressRecord;
import org.acme.kit.dns.DnsResolver.DnsAnswer.SrvRecord;
import org.acme.kit.dns.DnsResolver.DnsFailure;
import org.acme.kit.dns.DnsResolver.DnsQuestion;
import org.acme.kit.dns.DnsResolver.DnsQuestion.Type;
import org.jspecify.annotations.Nullable;

/** The lookup of the targets of a service's SRV records (RFC 2782). An unusable record is dropped alone. Thread-safe. */
final class SrvLookup {

    /** The result of one target: its addresses, perhaps none, and its failure, null if it was answered. */
    private record Target(
            String name, Addresses found, @Nullable Throwable failure) {}

    private static final int AT_ONCE = 16;

    private final HostLookup hosts;
    private final List<DnsInstance> known;
    private final int onlyPort;
    private final Duration patience;
    private final CompletableFuture<Void> oneKnown = new CompletableFuture<>();

    /**
     * Takes what a lookup needs.
     *
     * @param known the instances in use; if the lookup of a target fails, its known addresses stay in use
     * @param onlyPort the port of the records to use, 0 for all: the SRV records of a Kubernetes service's own name list every
     *     port
     */
    SrvLookup(HostLookup hosts, List<DnsInstance> known, int onlyPort) {
        this.hosts = hosts;
        this.known = known;
        this.onlyPort = onlyPort;
        // One try, and a quarter for its answer to come: so long the next server of a dead one takes.
        this.patience = hosts.nameservers().timeout().multipliedBy(5).dividedBy(4);
    }

    Uni<Found> resolve(DnsAnswer answer) {
        List<SrvRecord> offered = answer.services().stream()
                .filter(record -> !record.isNotAvailable() && (onlyPort == 0 || record.port() == onlyPort))
                .toList();
        if (offered.isEmpty()) {
            boolean notAvailable = answer.services().stream().anyMatch(SrvRecord::isNotAvailable);
            return Uni.createFrom()
                    .item(new Found(List.of(), answer.timeToLive(), answer.server(), notAvailable, Map.of()));
        }
        List<String> names = offered.stream()
                .filter(record -> record.port() > 0)
                .map(SrvRecord::target)
                .distinct()
                .toList();
        Map<String, List<AddressRecord>> glue = answer.addresses().stream()
                .collect(groupingBy(record -> record.owner().toLowerCase(Locale.ROOT)));
        Predicate<String> askOthers = haveBothFamilies(answer) ? name -> true : firstUnknown(names)::equals;
        List<Uni<Target>> targets = new ArrayList<>();
        for (String name : names) {
            List<AddressRecord> added = glue.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
            targets.add(target(name, answer, added, askOthers.test(name)));
        }
        // Uni.join would recurse for each target whose address is in the answer; hundreds overflow the stack.
        return Multi.createFrom()
                .iterable(targets)
                .onItem()
                .transformToUni(target -> target)
                .merge(AT_ONCE)
                .collect()
                .asList()
                .map(all -> found(answer, offered, all));
    }

    /**
     * Tells whether targets have addresses of both families, according to this answer or the one before. If they have only IPv4,
     * as in most networks, only the first new target is asked for IPv6, as a sample: one more question when something has
     * changed, not one for each target each time.
     */
    private boolean haveBothFamilies(DnsAnswer answer) {
        return known.stream().anyMatch(instance -> instance.other() != null)
                || answer.addresses().stream().anyMatch(record -> record.address() instanceof Inet6Address);
    }

    private String firstUnknown(List<String> names) {
        Set<String> old = known.stream()
                .map(instance -> instance.target().toLowerCase(Locale.ROOT))
                .collect(toSet());
        return names.stream()
                .filter(name -> !old.contains(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse("");
    }

    private Uni<Target> target(String name, DnsAnswer answer, List<AddressRecord> glue, boolean askOthers) {
        Uni<Addresses> lookup =
                hosts.find(name, answer.server(), glue, askOthers).invoke(this::heard);
        return (glue.isEmpty() ? bounded(name, lookup, answer.server()) : lookup)
                .map(addresses -> new Target(name, addresses, null))
                .onFailure()
                .recoverWithItem(failure -> new Target(name, Addresses.inUse(name, answer.server(), known), failure));
    }

    /**
     * Bounds the wait for one target while the addresses of another are known: a target in a zone that nobody serves takes all
     * tries at all servers, and would hold back the others.
     */
    private Uni<Addresses> bounded(String name, Uni<Addresses> lookup, String server) {
        Uni<Addresses> late = Uni.createFrom()
                .completionStage(oneKnown)
                .onItem()
                .delayIt()
                .by(patience)
                .onItem()
                .transformToUni(known -> Uni.createFrom()
                        .failure(() -> new DnsFailure(
                                new DnsQuestion(name, Type.A),
                                server,
                                "no answer within " + patience + ", though of others")));
        return Uni.combine().any().of(lookup, late);
    }

    private void heard(Addresses addresses) {
        if (!addresses.addresses().isEmpty()) {
            oneKnown.complete(null);
        }
    }

    private static Found found(DnsAnswer answer, List<SrvRecord> offered, List<Target> targets) {
        Map<String, Target> byName = targets.stream().collect(toMap(Target::name, target -> target));
        Map<DropReason, Integer> dropped = new EnumMap<>(DropReason.class);
        List<Node> nodes = new ArrayList<>();
        for (SrvRecord record : offered) {
            List<Node> usable = record.port() == 0
                    ? List.of()
                    : byName.get(record.target())
                            .found()
                            .nodes(record.target(), record.port(), record.priority(), record.weight());
            if (usable.isEmpty()) {
                dropped.merge(record.port() == 0 ? DropReason.PORT : DropReason.TARGET, 1, Integer::sum);
            }
            nodes.addAll(usable);
        }
        if (nodes.isEmpty()) {
            failIfDnsFailed(targets);
        }
        return new Found(nodes, timeToLive(answer, targets), answer.server(), false, dropped, unconfirmed(targets));
    }

    private static @Nullable String unconfirmed(List<Target> targets) {
        return targets.stream()
                .filter(target ->
                        target.failure() != null && !target.found().addresses().isEmpty())
                .map(target -> target.name() + " keeps its addresses: "
                        + target.failure().getMessage())
                .findFirst()
                .orElse(null);
    }

    /** Throws the failure of a target, if there is one: that DNS failed for the targets does not mean that there are none. */
    private static void failIfDnsFailed(List<Target> targets) {
        for (Target target : targets) {
            if (target.failure() instanceof RuntimeException failure) {
                throw failure;
            }
        }
    }

    private static Duration timeToLive(DnsAnswer answer, List<Target> targets) {
        return Stream.concat(
                        Stream.of(answer.timeToLive()),
                        targets.stream().map(target -> target.found().timeToLive()))
                .min(naturalOrder())
                .orElseThrow();
    }
}
