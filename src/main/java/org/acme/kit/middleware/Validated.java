package org.acme.kit.middleware;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Refuses a request before the endpoint sees it: 400 if there is none (an empty body, or {@code null}), 422 if it breaks the
 * constraints of Bean Validation on its class ({@code @Size}, {@code @NotNull}; {@code @Valid} goes into a component).
 */
@InterceptorBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Validated {}
