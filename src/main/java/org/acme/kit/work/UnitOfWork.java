package org.acme.kit.work;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A unit of work around each call of a method that is not called for an HTTP request: a job, a message, an observer of the start.
 *
 * <p>It gets an id, the default deadline, a span and an origin. The method answers nothing, a value or a {@code Uni}; with a
 * {@code Uni} the work lasts until that ends. A method that answers a {@code CompletionStage} or a {@code Multi} fails at each
 * call. If the origin brings an id or a deadline of its own, use {@link Works}.
 */
@InterceptorBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface UnitOfWork {

    /** The origin, in spans and in {@link Work#origin()}: the name of the job or the channel. */
    @Nonbinding
    String value();
}
