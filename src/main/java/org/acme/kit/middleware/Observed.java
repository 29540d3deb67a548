package org.acme.kit.middleware;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Traces, logs and measures each call of the endpoint, from one observation.
 *
 * <ul>
 *   <li>Trace: the span of the work says {@code endpoint} and {@code outcome}; a fault leaves its exception there. An endpoint that is
 *       called where the span names one already gets a span of its own.
 *   <li>Log: one line, with the {@link Outcome}, the milliseconds, and the items of a stream; never the payload. A fault is a
 *       warning and names its cause, everything else is information. The request id is in the line through the log format.
 *   <li>Metrics: {@code endpoint.calls} by endpoint and outcome, and for streams {@code endpoint.items}.
 * </ul>
 */
@InterceptorBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Observed {}
