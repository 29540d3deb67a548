package org.acme.kit.middleware;

import io.opentelemetry.instrumentation.annotations.WithSpan;
import io.quarkus.cache.CacheKeyGenerator;
import io.quarkus.cache.CacheResult;
import io.quarkus.security.spi.runtime.AuthorizationSuccessEvent;
import io.smallrye.faulttolerance.api.RateLimit;
import io.smallrye.faulttolerance.api.RetryWhen;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.endpoint.ServerEndpoint;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;

/** Carries everything at once; what can be told of its steps from outside is written down in their order. */
@ServerEndpoint
class KitFullEndpoint implements Endpoint<KitFullEndpoint.Text, Uni<KitFullEndpoint.Text>> {

    static final List<String> STEPS = new CopyOnWriteArrayList<>();

    record Text(@Checked String s) {}

    @Override
    @WithSpan
    @RateLimit(1_000)
    @Bulkhead(10)
    @Timeout(60_000)
    @CircuitBreaker
    @Retry(maxRetries = 1)
    @RetryWhen(result = Seen.class)
    @RolesAllowed("clerk")
    @CacheResult(cacheName = "kit-full", keyGenerator = Key.class)
    public Uni<Text> call(@Valid Text request) {
        STEPS.add("calls the function");
        return Uni.createFrom().item(request);
    }

    @Path("/kit-test/full")
    static class Resource {

        private final KitFullEndpoint full;

        Resource(KitFullEndpoint full) {
            this.full = full;
        }

        @POST
        @Consumes("application/json")
        public Uni<Text> full(Text text) {
            return full.call(text);
        }
    }

    @ApplicationScoped
    static class Authorised {
        void authorised(@Observes AuthorizationSuccessEvent event) {
            STEPS.add("authorises");
        }
    }

    @Constraint(validatedBy = Check.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Checked {
        String message() default "";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    public static class Check implements ConstraintValidator<Checked, String> {
        @Override
        public boolean isValid(String s, ConstraintValidatorContext context) {
            STEPS.add("validates");
            return !s.isEmpty();
        }
    }

    @ApplicationScoped
    static class Key implements CacheKeyGenerator {
        @Override
        public Object generate(Method method, Object... parameters) {
            STEPS.add("looks into the cache");
            return parameters[0];
        }
    }

    public static class Seen implements Predicate<Object> {
        @Override
        public boolean test(Object result) {
            STEPS.add("looks whether to try again");
            return false;
        }
    }
}
