package org.acme.kit.deadline;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives the endpoint as long as its request has time: it is not called when none is left, and a {@code Uni} that is late is
 * cancelled; both answer 504. One that blocks is not interrupted, but its calls to peers end in time.
 */
@InterceptorBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface WithinDeadline {}
