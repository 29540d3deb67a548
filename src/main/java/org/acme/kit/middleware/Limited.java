package org.acme.kit.middleware;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The bound on the endpoint's calls in flight. A call above the bound is refused at once with 503 and does not queue.
 *
 * <p>The bound is {@code kit.limits.in-flight}, or {@code kit.limits."<endpoint>".in-flight} for one endpoint. A {@code Uni} is
 * in flight from its subscription to its end, a {@code Multi} from the call to its end. For a bound on the rate use
 * {@code @RateLimit} of SmallRye Fault Tolerance.
 */
@InterceptorBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Limited {}
