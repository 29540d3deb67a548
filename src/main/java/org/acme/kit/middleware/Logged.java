package org.acme.kit.middleware;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Writes one line for each call of the endpoint: its name, the {@link Outcome}, the milliseconds; never the payload.
 *
 * <p>The request id is in the line through the log format ({@code %X{requestId}}). Faults are warnings and
 * name their cause, everything else is information.
 */
@InterceptorBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Logged {}
