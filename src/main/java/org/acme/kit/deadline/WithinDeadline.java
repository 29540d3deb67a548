package org.acme.kit.deadline;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives the endpoint as long as its request has time: {@code kit.deadline."<endpoint>"}, or {@code kit.deadline.default}, or less if
 * the caller has less.
 *
 * <ul>
 *   <li>The endpoint is not called when no time is left, and a {@code Uni} that is late is cancelled: 504.
 *   <li>One that blocks is not interrupted, but its calls to peers end in time. Its answer is 504 if the time is up when it
 *       returns; a transaction around it is rolled back.
 *   <li>A stream has no deadline. Each call that it makes has the default.
 * </ul>
 */
@InterceptorBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface WithinDeadline {}
