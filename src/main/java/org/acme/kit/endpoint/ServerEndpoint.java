package org.acme.kit.endpoint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.acme.kit.deadline.WithinDeadline;
import org.acme.kit.middleware.Limited;
import org.acme.kit.middleware.Observed;
import org.acme.kit.middleware.Validated;

/**
 * Makes a class an endpoint of this server: one bean, wrapped in the standard chain of middleware.
 *
 * <p>The chain, outermost first, is listed in {@link org.acme.kit.middleware.ChainOrder}. What every endpoint needs is added
 * here; what one endpoint needs is an annotation on that endpoint. Only {@code call} is the endpoint: the standard chain passes
 * other methods of the class by. An annotation of a library on the class surrounds them all, as everywhere.
 */
@Stereotype
@ApplicationScoped
@Observed
@Limited
@WithinDeadline
@Validated
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ServerEndpoint {}
