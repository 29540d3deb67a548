package org.acme.kit.middleware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.arc.Arc;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.acme.kit.discovery.Await;
import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.endpoint.ServerEndpoint;
import org.acme.kit.error.Failure;
import org.acme.kit.error.Problem;
import org.acme.kit.error.Unavailable;
import org.junit.jupiter.api.Test;

/** The limit is the endpoint's, not that of an instance of its bean, and no way out of a call keeps a slot. It is 1 for each. */
@QuarkusTest
class SlotsTest {

    @ServerEndpoint
    @RequestScoped
    static class KitScopedEndpoint implements Endpoint<Supplier<String>, String> {
        @Override
        public String call(Supplier<String> request) {
            return request.get();
        }
    }

    @ServerEndpoint
    @Dependent
    static class KitDependentEndpoint implements Endpoint<Supplier<String>, String> {
        @Override
        public String call(Supplier<String> request) {
            return request.get();
        }
    }

    @ServerEndpoint
    static class KitLeakingEndpoint implements Endpoint<Supplier<Uni<String>>, Uni<String>> {
        @Override
        public Uni<String> call(Supplier<Uni<String>> request) {
            return request.get();
        }
    }

    @Inject
    KitScopedEndpoint scoped;

    @Inject
    Instance<KitDependentEndpoint> dependent;

    @Inject
    KitLeakingEndpoint leaking;

    @Test
    void areSharedByTheInstancesOfAllRequests() {
        assertThatThrownBy(() -> inARequestOfItsOwn(() -> inARequestOfItsOwn(() -> "x")))
                .hasRootCauseInstanceOf(Unavailable.class);
        assertThat(inARequestOfItsOwn(() -> "served")).isEqualTo("served");
    }

    @Test
    void areSharedByDependentInstances() {
        KitDependentEndpoint one = dependent.get();
        KitDependentEndpoint other = dependent.get();

        assertThatThrownBy(() -> one.call(() -> other.call(() -> "x"))).isInstanceOf(Unavailable.class);
        assertThat(other.call(() -> "served")).isEqualTo("served");
    }

    @Test
    void areGivenBackByAFailureThatNobodyCanClassify() {
        for (RuntimeException failure :
                new RuntimeException[] {new ConstraintViolationException("x", null), new Unclassified()}) {
            assertThatThrownBy(() -> await(leaking.call(() -> Uni.createFrom().failure(failure))))
                    .isSameAs(failure);
            assertThatThrownBy(() -> await(leaking.call(() -> {
                        throw failure;
                    })))
                    .isSameAs(failure);
        }
        assertThat(await(leaking.call(() -> Uni.createFrom().item("served")))).isEqualTo("served");
    }

    private String inARequestOfItsOwn(Supplier<String> work) {
        return CompletableFuture.supplyAsync(() -> {
                    var request = Arc.container().requestContext();
                    request.activate();
                    try {
                        return scoped.call(work);
                    } finally {
                        request.terminate();
                    }
                })
                .join();
    }

    private static final class Unclassified extends RuntimeException implements Failure {
        @Override
        public Problem problem() {
            throw new IllegalStateException("nothing is known");
        }
    }

    private static String await(Uni<String> answer) {
        return answer.await().atMost(Await.PATIENCE);
    }
}
