package org.acme.kit.client;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a REST client interface a client of discovered peers: the balancer learns how each attempt ended, and a retry of the
 * same call goes to an instance that it has not tried, as long as one is left.
 *
 * <p>Retries themselves are {@code @Retry} with {@code @RetryWhen(exception = PeerFault.class)}, on methods that may be called
 * twice: those that are idempotent by their HTTP method or their meaning. For methods that return a {@code Uni}.
 */
@InterceptorBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface ClientEndpoint {}
