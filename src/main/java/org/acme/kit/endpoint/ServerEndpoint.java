package org.acme.kit.endpoint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.acme.kit.deadline.WithinDeadline;
import org.acme.kit.middleware.Limited;
import org.acme.kit.middleware.Listed;
import org.acme.kit.middleware.Logged;
import org.acme.kit.middleware.Measured;
import org.acme.kit.middleware.Traced;
import org.acme.kit.middleware.Validated;

/**
 * Makes a class an endpoint of this server: one bean, wrapped in the standard chain of middleware.
 *
 * <p>The chain, outermost first, is listed in {@link org.acme.kit.middleware.ChainOrder}. What every endpoint needs is added
 * here; what one endpoint needs is an annotation on that endpoint. It surrounds every method that is not private: let others than
 * {@code call} be private, or say {@link io.quarkus.arc.NoClassInterceptors}, or each call of them is logged and counted, too.
 */
@Stereotype
@ApplicationScoped
@Listed
@Traced
@Logged
@Measured
@Limited
@WithinDeadline
@Validated
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ServerEndpoint {}
