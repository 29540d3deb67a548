package org.acme.kit.endpoint;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseTypesTest {

    private interface Promised extends Endpoint<String, CompletionStage<String>> {}

    private interface Completed extends Endpoint<String, CompletableFuture<String>> {}

    private interface Bare extends Endpoint<String, Future> {}

    private interface Streamed extends Endpoint<String, Multi<String>> {}

    private interface Plain extends Endpoint<String, String> {}

    private interface Several extends Endpoint<String, List<String>> {}

    private interface Later extends Endpoint<String, Uni<String>> {}

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

    private static void check(Class<?> endpoint) {
        Type implemented = endpoint.getGenericInterfaces()[0];
        ResponseTypes.check(endpoint, ((ParameterizedType) implemented).getActualTypeArguments()[1]);
    }
}
