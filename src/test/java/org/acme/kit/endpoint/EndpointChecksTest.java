package org.acme.kit.endpoint;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.acme.kit.middleware.InFlightLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointChecksTest {

    private static final List<String> ENDPOINTS = List.of("place-order", "count");

    private interface Promised extends Endpoint<String, CompletionStage<String>> {}

    private interface Completed extends Endpoint<String, CompletableFuture<String>> {}

    private interface Bare extends Endpoint<String, Future> {}

    private interface Streamed extends Endpoint<String, Multi<String>> {}

    private interface Plain extends Endpoint<String, String> {}

    private interface Several extends Endpoint<String, List<String>> {}

    private interface Later extends Endpoint<String, Uni<String>> {}

    @Test
    void takesLimitsOfEndpointsThatThereAre() {
        check("count", OptionalInt.of(1));
        check("place-order", OptionalInt.empty());
        check("place.order", OptionalInt.of(1)); // an environment variable
    }

    @Test
    void refusesToStartWithALimitForAnEndpointThatThereIsNot() {
        assertThatThrownBy(() -> check("cuont", OptionalInt.of(1)))
                .hasMessage("kit.limits.\"cuont\".in-flight names no endpoint; there are [place-order, count]");
    }

    @Test
    void refusesToStartWithALimitThatAllowsNothing() {
        assertThatThrownBy(() -> check("count", OptionalInt.of(0)))
                .hasMessage("kit.limits.\"count\".in-flight is 0; allowed: 1 or more");
        assertThatThrownBy(() -> EndpointChecks.requireAtLeastOne("kit.limits.in-flight", -1))
                .hasMessage("kit.limits.in-flight is -1; allowed: 1 or more");
    }

    /** SmallRye Config passes over a variable that matches none of the keys that it knows. */
    @Test
    void refusesToStartWithALimitInAnEnvironmentVariableWithoutQuotes() {
        assertThatThrownBy(() -> EndpointChecks.checkVariables(keys("KIT_LIMITS_PLACE_ORDER_IN_FLIGHT")))
                .hasMessage(
                        "The environment variable KIT_LIMITS_PLACE_ORDER_IN_FLIGHT names no endpoint without quotes;"
                                + " name it KIT_LIMITS__PLACE_ORDER__IN_FLIGHT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "KIT_LIMITS_IN_FLIGHT",
                "KIT_LIMITS_COUNT_IN_FLIGHT",
                "KIT_LIMITS__PLACE_ORDER__IN_FLIGHT",
                "HOME"
            })
    void takesEnvironmentVariablesThatAreRead(String variable) {
        assertThatCode(() -> EndpointChecks.checkVariables(keys(variable))).doesNotThrowAnyException();
    }

    private static Iterable<String> keys(String variable) {
        return new SmallRyeConfigBuilder()
                .withMapping(InFlightLimits.class)
                .withSources(
                        new EnvConfigSource(Map.of(variable, "1"), 300),
                        new PropertiesConfigSource(Map.of("kit.limits.in-flight", "1000"), "file", 250))
                .build()
                .getPropertyNames();
    }

    @Test
    void refusesToStartWithADeadlineForAnEndpointThatThereIsNot() {
        assertThatThrownBy(() -> EndpointChecks.checkDeadlines(Set.of("cuont"), ENDPOINTS, List.of()))
                .hasMessage("kit.deadline.\"cuont\" names no endpoint; there are [place-order, count]");
    }

    @Test
    void refusesToStartWithADeadlineForAStream() {
        assertThatThrownBy(() -> EndpointChecks.checkDeadlines(Set.of("count"), ENDPOINTS, List.of("count")))
                .hasMessageStartingWith("kit.deadline.\"count\" names a stream, which has no deadline");
    }

    @Test
    void refusesToStartWithTwoEndpointsOfOneName() {
        assertThatThrownBy(() -> EndpointChecks.checkLimits(Map.of(), List.of("count", "place-order", "count")))
                .hasMessageStartingWith("Several endpoints are named [count]");
    }

    @ParameterizedTest
    @ValueSource(classes = {Promised.class, Completed.class, Bare.class})
    void refusesToStartWithAnEndpointForWhichTheChainWouldNotWait(Class<?> endpoint) {
        assertThatThrownBy(() -> check(endpoint))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(endpoint.getName() + " answers ")
                .hasMessageContaining("answer a Uni");
    }

    @Test
    void saysWhatTheEndpointAnswers() {
        assertThatThrownBy(() -> check(Promised.class))
                .hasMessageContaining("java.util.concurrent.CompletionStage<java.lang.String>");
    }

    @ParameterizedTest
    @ValueSource(classes = {Plain.class, Several.class, Later.class, Streamed.class})
    void takesWhatIsThereAUniAndAMulti(Class<?> endpoint) {
        check(endpoint);
    }

    private static void check(String name, OptionalInt inFlight) {
        EndpointChecks.checkLimits(Map.of(name, () -> inFlight), ENDPOINTS);
    }

    private static void check(Class<?> endpoint) {
        Type implemented = endpoint.getGenericInterfaces()[0];
        EndpointChecks.checkResponse(endpoint, ((ParameterizedType) implemented).getActualTypeArguments()[1]);
    }
}
