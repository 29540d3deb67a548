package org.acme.kit.client;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A REST client of the kit. It calls discovered peers, or a fixed URL; calls to a fixed URL are counted under the {@code
 * configKey}.
 *
 * <ul>
 *   <li>The balancer receives the outcome of each attempt. A retry goes to an instance that the call has not tried, as long as
 *       one is left.
 *   <li>The deadline of the request bounds a call with all its attempts; {@code read-timeout} bounds one attempt.
 *   <li>A retry budget bounds the retries of a service: a share of its calls, and a few each second.
 *   <li>An instance that pushes back (429, or 503 with {@code Retry-After}) is avoided for as long as it asks, 30 s at most. If
 *       all push back, the caller gets 503 with {@code Retry-After}.
 *   <li>An answer that cannot be read leads to 502 after one attempt.
 *   <li>A body that is a stream ({@code InputStream}, {@code Multi}, a part of multipart) is sent once: nothing retries it.
 *   <li>What another request filter fails with, or answers, is no verdict on the instance and is not retried.
 *   <li>The failure that the caller gets carries those of all attempts as suppressed exceptions.
 * </ul>
 *
 * <p>To retry, add {@code @Retry} with {@code @RetryWhen(exception = PeerFault.class)} to methods that are idempotent, by their
 * HTTP method or their meaning. A method may return a value, a {@code Uni} or a {@code CompletionStage}; another return type (a
 * stream, a plain {@code Future}, a sub-resource) fails the start. Any thread may call it.
 */
@InterceptorBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface ClientEndpoint {}
