package org.acme.kit.middleware;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.security.PermissionsAllowed;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.RateLimit;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.acme.kit.endpoint.Catalogue;
import org.acme.kit.endpoint.Catalogue.ListedEndpoint;
import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.endpoint.ServerEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wherever an annotation stands that surrounds an endpoint, it is in the list. */
@QuarkusTest
class ChainsTest {

    @ServerEndpoint
    @RolesAllowed("clerk")
    static class KitOnTheClassEndpoint implements Endpoint<Void, String> {
        @Override
        public String call(Void nothing) {
            return "";
        }
    }

    /** A container that knows no binding, and takes a question about one for a mistake, as ArC does. */
    private static Object knowsNone(Object container, Method asked, Object[] arguments) {
        if (asked.getName().equals("isInterceptorBinding")) {
            return true;
        }
        throw new IllegalArgumentException("Annotation is not a registered interceptor binding");
    }

    @Test
    void leaveOutAnAnnotationWhoseExtensionIsNotThere() {
        BeanManager container = (BeanManager) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {BeanManager.class}, ChainsTest::knowsNone);
        Annotation[] annotations = KitOnTheClassEndpoint.class.getAnnotationsByType(RolesAllowed.class);

        assertThat(new Chains(Map.of(KitOnTheClassEndpoint.class, annotations), container)
                        .of(KitOnTheClassEndpoint.class))
                .isEmpty();
    }

    abstract static class Counted<I> implements Endpoint<I, String> {
        @Override
        @RateLimit(1_000)
        public String call(I request) {
            return "";
        }
    }

    @ServerEndpoint
    static class KitInheritedEndpoint extends Counted<Integer> {}

    @ServerEndpoint
    static class KitRepeatedEndpoint implements Endpoint<String, String> {
        @Override
        @PermissionsAllowed("read")
        @PermissionsAllowed("write")
        public String call(String request) {
            return "";
        }
    }

    @ServerEndpoint
    static class KitConstrainedEndpoint implements Endpoint<String, String> {
        @Override
        public String call(@NotBlank String request) {
            return "";
        }

        @RolesAllowed("clerk")
        String call(int other) {
            return "";
        }
    }

    @Inject
    Catalogue catalogue;

    @ParameterizedTest
    @CsvSource({
        "kit-on-the-class,  Observed Limited RolesAllowed WithinDeadline Validated",
        "kit-inherited,     Observed Limited RateLimit WithinDeadline Validated",
        "kit-repeated,      Observed Limited PermissionsAllowed WithinDeadline Validated",
        "kit-constrained,   Observed Limited WithinDeadline Validated MethodValidated"
    })
    void listTheAnnotationsOf(String endpoint, String chain) {
        assertThat(catalogue.endpoints())
                .filteredOn(listed -> listed.name().equals(endpoint))
                .flatExtracting(ListedEndpoint::chain)
                .containsExactly(chain.split(" "));
    }
}
