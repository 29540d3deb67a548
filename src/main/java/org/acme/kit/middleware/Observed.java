package org.acme.kit.middleware;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The trace, the log line and the metrics of each call of the endpoint, from one observation.
 *
 * <ul>
 *   <li>Trace: the span of the work has the attributes {@code endpoint} and {@code outcome}, and the exception of a fault. An
 *       endpoint that is called where the current span already names an endpoint gets a span of its own.
 *   <li>Log: one line with the {@link Outcome}, the milliseconds and the number of items of a stream; never the payload. A fault
 *       is logged at WARN and names its cause, everything else at INFO. The log format adds the request id.
 *   <li>Metrics: {@code endpoint.calls} by endpoint and outcome, and for streams {@code endpoint.items}.
 * </ul>
 */
@InterceptorBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Observed {}
