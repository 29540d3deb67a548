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
 * The stereotype of an endpoint of this server: one bean, wrapped in the standard chain of middleware.
 *
 * <p>{@link org.acme.kit.middleware.ChainOrder} lists the chain, outermost first. Middleware for every endpoint is added here;
 * middleware for one endpoint is an annotation on that endpoint. The standard chain surrounds {@code call} alone, not the other
 * methods of the class. An annotation of a library on the class surrounds all its methods, as everywhere.
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
