package org.acme.kit.middleware;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Times each call of the endpoint in the timer {@code endpoint.calls}, tagged with {@code endpoint} and {@code outcome}, with
 * buckets at 5, 25, 100 and 500 ms and 2 s.
 */
@InterceptorBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Measured {}
