package org.acme.kit.client;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A REST client of the kit: of discovered peers, or of a fixed URL, whose calls are counted under the {@code configKey}.
 *
 * <ul>
 *   <li>The balancer learns how each attempt ended, and a retry goes to an instance that the call has not tried, as long as one
 *       is left.
 *   <li>A call with all its attempts ends with the deadline of the request; a time-out of an attempt is {@code read-timeout}.
 *   <li>Retries of a service are bounded by a budget: a share of its calls and a few each second.
 *   <li>An instance that pushes back (429, 503 with {@code Retry-After}) is avoided for as long as it asks; when all do, the
 *       caller gets 503 with {@code Retry-After}.
 *   <li>An answer that cannot be read is 502 after one attempt.
 *   <li>The failure that the caller gets in the end carries those of all attempts, as suppressed ones.
 * </ul>
 *
 * <p>Retries themselves are {@code @Retry} with {@code @RetryWhen(exception = PeerFault.class)}, on methods that may be called
 * twice: those that are idempotent by their HTTP method or their meaning. A method returns a value, a {@code Uni} or a {@code
 * CompletionStage}; any thread may call it. Others stop the start.
 */
@InterceptorBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface ClientEndpoint {}
