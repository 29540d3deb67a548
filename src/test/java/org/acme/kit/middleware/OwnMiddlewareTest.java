package org.acme.kit.middleware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.acme.kit.endpoint.Catalogue;
import org.acme.kit.endpoint.Catalogue.ListedEndpoint;
import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.endpoint.ServerEndpoint;
import org.acme.kit.error.BusinessFailure;
import org.junit.jupiter.api.Test;

/** The shortest middleware of one's own, as the package's description shows it: an annotation and an interceptor. */
@QuarkusTest
class OwnMiddlewareTest {

    @InterceptorBinding
    @Retention(RetentionPolicy.RUNTIME)
    @interface Trading {}

    @Trading
    @Interceptor
    @Priority(ChainOrder.AUTHORISE + 10)
    static class TradingInterceptor {

        static volatile boolean open;

        @AroundInvoke
        Object refuseWhenClosed(InvocationContext call) throws Exception {
            if (!open) {
                throw new BusinessFailure("closed", "Closed", 409, "Trading begins at nine.");
            }
            return call.proceed();
        }
    }

    @ServerEndpoint
    static class KitTradeEndpoint implements Endpoint<String, String> {
        @Override
        @Trading
        public String call(String request) {
            return "traded " + request;
        }
    }

    @InterceptorBinding
    @Retention(RetentionPolicy.RUNTIME)
    @interface Audited {}

    @Audited
    @Interceptor
    @Priority(ChainOrder.AUTHORISE + 20)
    static class AuditedInterceptor {

        static final List<String> WRITTEN = new CopyOnWriteArrayList<>();

        @AroundInvoke
        Object write(InvocationContext call) throws Exception {
            return Ending.proceed(call, (outcome, failure) -> WRITTEN.add(outcome.label()));
        }
    }

    @ServerEndpoint
    static class KitAuditedEndpoint implements Endpoint<Supplier<Uni<String>>, Uni<String>> {
        @Override
        @Audited
        public Uni<String> call(Supplier<Uni<String>> request) {
            return request.get();
        }
    }

    @Inject
    KitAuditedEndpoint audited;

    @Inject
    KitTradeEndpoint trade;

    @Inject
    Catalogue catalogue;

    @Test
    void standsInItsPlaceInTheChain() {
        assertThat(catalogue.endpoints())
                .filteredOn(endpoint -> endpoint.name().equals("kit-trade"))
                .flatExtracting(ListedEndpoint::chain)
                .containsExactly("Observed", "Limited", "Trading", "WithinDeadline", "Validated");
    }

    @Test
    void decidesWhetherTheFunctionIsCalled() {
        TradingInterceptor.open = false;
        assertThatThrownBy(() -> trade.call("x")).isInstanceOf(BusinessFailure.class);

        TradingInterceptor.open = true;
        assertThat(trade.call("x")).isEqualTo("traded x");
    }

    @Test
    void hearsHowTheCallEnded() {
        AuditedInterceptor.WRITTEN.clear();

        audited.call(() -> Uni.createFrom().item("x")).await().indefinitely();
        assertThatThrownBy(() -> audited.call(() ->
                                Uni.createFrom().failure(new BusinessFailure("kit-closed", "Closed", 409, "Closed.")))
                        .await()
                        .indefinitely())
                .isInstanceOf(BusinessFailure.class);
        audited.call(() -> Uni.createFrom().nothing())
                .subscribe()
                .with(none -> {})
                .cancel();

        assertThat(AuditedInterceptor.WRITTEN).containsExactly("ok", "business", "cancelled");
    }
}
