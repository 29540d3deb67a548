package org.acme.kit.middleware;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The validation of a request before the endpoint receives it: 400 if there is none (an empty body, or {@code null}), 422 if it
 * breaks the constraints of Bean Validation on its class ({@code @Size}, {@code @NotNull}; {@code @Valid} validates a component
 * as well).
 */
@InterceptorBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Validated {}
