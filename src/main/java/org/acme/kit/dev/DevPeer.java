package org.acme.kit.dev;

import io.vertx.core.http.HttpServerRequest;

/**
 * A stand-in for a service that this one calls, in dev and test mode. {@link DevNetwork} starts three copies of each bean of this type.
 *
 * <p>The bean is {@code @IfBuildProfile(anyOf = {"dev", "test"})}: then it is absent from the production program.
 */
public interface DevPeer {

    /** Returns the name under which DNS has the copies, {@code _http._tcp.orders.test}. */
    String name();

    /** Answers one request to one of the copies. Called on an event loop. */
    void answer(HttpServerRequest request);

    /** Hears of each request before it is answered, or not answered by a copy with a symptom. Called on an event loop. */
    default void asked(HttpServerRequest request) {}
}
