package org.acme.kit.endpoint;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EndpointNamesTest {

    private static final List<String> ENDPOINTS = List.of("place-order", "count");

    @Test
    void takesLimitsOfEndpointsThatThereAre() {
        check("count", OptionalInt.of(1));
        check("place-order", OptionalInt.empty());
    }

    @Test
    void refusesToStartWithALimitForAnEndpointThatThereIsNot() {
        assertThatThrownBy(() -> check("cuont", OptionalInt.of(1)))
                .hasMessage("kit.limits.\"cuont\".in-flight names no endpoint; there are [place-order, count]");
    }

    @Test
    void refusesToStartWithALimitThatAllowsNothing() {
        assertThatThrownBy(() -> check("count", OptionalInt.of(0)))
                .hasMessage("kit.limits.\"count\".in-flight must be 1 or more, was 0");
    }

    @Test
    void refusesToStartWithADeadlineForAnEndpointThatThereIsNot() {
        assertThatThrownBy(() -> EndpointNames.check(Set.of("cuont"), ENDPOINTS, List.of()))
                .hasMessage("kit.deadline.\"cuont\" names no endpoint; there are [place-order, count]");
    }

    @Test
    void refusesToStartWithADeadlineForAStream() {
        assertThatThrownBy(() -> EndpointNames.check(Set.of("count"), ENDPOINTS, List.of("count")))
                .hasMessageStartingWith("kit.deadline.\"count\" names a stream, which has no deadline");
    }

    @Test
    void refusesToStartWithTwoEndpointsOfOneName() {
        assertThatThrownBy(() -> EndpointNames.check(Map.of(), List.of("count", "place-order", "count")))
                .hasMessageStartingWith("Several endpoints are named [count]");
    }

    private static void check(String name, OptionalInt inFlight) {
        EndpointNames.check(Map.of(name, () -> inFlight), ENDPOINTS);
    }
}
