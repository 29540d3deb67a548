package org.acme.kit.middleware;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Intercepted;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Set;
import org.acme.kit.error.BusinessFailure;
import org.acme.kit.error.InvalidRequest;
import org.jspecify.annotations.Nullable;

/**
 * The validation of a request before the endpoint receives it: 400 if there is none (an empty body, or {@code null}), 422 if it
 * breaks the constraints of Bean Validation on its class ({@code @Size}, {@code @NotNull}; {@code @Valid} validates a component
 * as well).
 */
@InterceptorBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Validated {}

@Validated
@Interceptor
@Priority(ChainOrder.VALIDATE)
final class ValidatedInterceptor {

    private final EndpointBean endpoint;

    // Remembers after the first request whether its class has constraints; without any, it returns at once.
    private final Validator validator;

    ValidatedInterceptor(@Intercepted Bean<?> bean, Validator validator) {
        this.endpoint = EndpointBean.of(bean);
        this.validator = validator;
    }

    @AroundInvoke
    @Nullable
    Object validate(InvocationContext call) throws Exception {
        if (!endpoint.isCall(call) || endpoint.takesNothing()) {
            return call.proceed();
        }
        for (Object argument : call.getParameters()) {
            if (argument == null) {
                throw new MissingBody();
            }
            Set<ConstraintViolation<Object>> broken = validator.validate(argument);
            if (!broken.isEmpty()) {
                throw new InvalidRequest(broken);
            }
        }
        try {
            return call.proceed();
        } catch (ConstraintViolationException broken) {
            // The library throws this where call has constraints: about this request, or about a bean that call uses.
            throw InvalidRequest.of(broken, call.getTarget())
                    .<RuntimeException>map(own -> own)
                    .orElse(broken);
        }
    }

    /** The refusal of a call without a request: 400. */
    private static final class MissingBody extends BusinessFailure {
        MissingBody() {
            super("missing-body", "Missing body", 400, "Send a JSON object as the body.");
        }
    }
}
