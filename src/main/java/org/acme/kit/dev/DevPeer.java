package org.acme.kit.dev;

import io.vertx.core.http.HttpServerRequest;

/**
 * A stand-in for a service that this one calls, in dev and test mode. {@link DevNetwork} starts three copies of each bean of this
 * type.
 *
 * <p>Annotate the bean with {@code @IfBuildProfile(anyOf = {"dev", "test"})}, so that it is absent from the production program.
 */
public interface DevPeer {

    /** Returns the name of the copies in DNS, which ends in {@code .test}: {@code _http._tcp.orders.test}. */
    String name();

    /** Answers one request to one of the copies. Called on an event loop. */
    void answer(HttpServerRequest request);

    /**
     * Receives each request before it is answered, also one that a copy with a symptom does not answer. Called on an event loop.
     */
    default void asked(HttpServerRequest request) {}
}
