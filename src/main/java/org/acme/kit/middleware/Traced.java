package org.acme.kit.middleware;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says in the span of the request which endpoint answered it and the {@link Outcome}, as {@code endpoint} and {@code outcome};
 * a fault leaves its exception there.
 *
 * <p>The endpoint gets no span of its own: it would last as long as that of the request and say the same.
 */
@InterceptorBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Traced {}
