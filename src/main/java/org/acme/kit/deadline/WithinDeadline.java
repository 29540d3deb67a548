package org.acme.kit.deadline;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The deadline of the endpoint: {@code kit.deadline."<endpoint>"}, or {@code kit.deadline.default}, or less if the caller has
 * less time.
 *
 * <ul>
 *   <li>The endpoint is not called if no time is left, and a {@code Uni} that is late is cancelled: 504.
 *   <li>An endpoint that blocks is not interrupted, but its calls to peers end in time. Its answer is 504 if the time is up when
 *       it returns; a transaction around it is rolled back.
 *   <li>A stream has no deadline. Each call that it makes has the default, or what is left of the time that the caller sent.
 * </ul>
 */
@InterceptorBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface WithinDeadline {}
