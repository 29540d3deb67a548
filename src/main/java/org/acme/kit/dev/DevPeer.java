package org.acme.kit.dev;

import io.vertx.core.http.HttpServerRequest;

/** Plays a service that this one calls, in dev and test mode. */
public interface DevPeer {

    /** Returns the name under which the peers are found, {@code _http._tcp.orders.test}. */
    String name();

    /** Answers one request to one of the peers; called on an event loop. */
    void answer(HttpServerRequest request);
}
