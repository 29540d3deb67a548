package org.acme.kit.discovery;

import static org.acme.kit.discovery.Examples.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.acme.kit.discovery.ServiceLookup.Found.Node;
import org.junit.jupiter.api.Test;

class DnsInstanceRegisterTest {

    private final DnsInstance.Register register = new DnsInstance.Register(true);

    @Test
    void carriesWhatDnsSays() {
        assertThat(register.identify(List.of(node("192.0.2.1", 8080, 10, 20)), List.of()))
                .containsExactly(new DnsInstance(1, "host.test.", FakeResolver.ip("192.0.2.1"), 8080, 10, 20, true));
    }

    @Test
    void takesOverNewPriorityAndWeightAtOnce() {
        List<DnsInstance> before = register.identify(List.of(node("192.0.2.1", 80, 10, 20)), List.of());
        List<DnsInstance> after = register.identify(List.of(node("192.0.2.1", 80, 0, 5)), before);

        assertThat(after).hasSize(1);
        assertThat(after.get(0).id()).isEqualTo(before.get(0).id());
        assertThat(after.get(0).priority()).isZero();
        assertThat(after.get(0).weight()).isEqualTo(5);
    }

    @Test
    void takesAnotherPortForAnotherInstance() {
        assertThat(register.identify(List.of(node("192.0.2.1", 80, 0, 1), node("192.0.2.1", 81, 0, 1)), List.of()))
                .extracting(DnsInstance::port)
                .containsExactly(80, 81);
    }

    @Test
    void prefersTheLowerPriorityAndThenTheHigherWeightOfTwoRecordsForOnePlace() {
        assertThat(register.identify(
                        List.of(node("192.0.2.1", 80, 2, 99), node("192.0.2.1", 80, 1, 3), node("192.0.2.1", 80, 1, 7)),
                        List.of()))
                .extracting(DnsInstance::priority, DnsInstance::weight)
                .containsExactly(tuple(1, 7));
    }

    @Test
    void neverGivesTheIdOfAnInstanceThatVanishedToAnother() {
        List<DnsInstance> first = register.identify(List.of(node("192.0.2.1", 80, 0, 1)), List.of());
        List<DnsInstance> second = register.identify(List.of(node("192.0.2.2", 80, 0, 1)), first);

        assertThat(second.get(0).id()).isNotEqualTo(first.get(0).id());
    }

    @Property
    void hasOneInstanceForEachAddressAndPort(@ForAll("nodes") List<Node> nodes) {
        List<DnsInstance> instances = register.identify(nodes, List.of());

        assertThat(instances).extracting(DnsInstance::id).doesNotHaveDuplicates();
        assertThat(instances).extracting(DnsInstance::socketAddress).doesNotHaveDuplicates();
        assertThat(places(instances))
                .isEqualTo(nodes.stream()
                        .map(node -> node.address().getHostAddress() + ":" + node.port())
                        .collect(Collectors.toSet()));
    }

    @Property
    void changesNothingWhenTheSameRecordsComeInAnotherOrder(@ForAll("nodes") List<Node> nodes, @ForAll long seed) {
        List<DnsInstance> before = register.identify(nodes, List.of());
        List<Node> shuffled = new ArrayList<>(nodes);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(register.identify(shuffled, before)).isEqualTo(before);
    }

    @Property
    void keepsTheIdOfWhoStays(@ForAll("nodes") List<Node> first, @ForAll("nodes") List<Node> second) {
        List<DnsInstance> before = register.identify(first, List.of());
        List<DnsInstance> after = register.identify(second, before);

        for (DnsInstance instance : after) {
            boolean known = before.stream().anyMatch(other -> other.id() == instance.id());
            assertThat(known).isEqualTo(places(before).contains(instance.socketAddress()));
        }
    }

    @Provide
    Arbitrary<List<Node>> nodes() {
        Arbitrary<Node> node = Combinators.combine(
                        Arbitraries.of("a.test.", "b.test."),
                        Arbitraries.of("192.0.2.1", "192.0.2.2", "192.0.2.3").map(FakeResolver::ip),
                        Arbitraries.integers().between(80, 82),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 2))
                .as(Node::new);
        return node.list().ofMaxSize(12);
    }

    private static Set<String> places(List<DnsInstance> instances) {
        return instances.stream().map(DnsInstance::socketAddress).collect(Collectors.toSet());
    }
}
