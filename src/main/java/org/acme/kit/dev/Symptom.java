package org.acme.kit.dev;

import io.vertx.core.http.HttpServerRequest;

/** A way to fail, which a test gives to a peer by {@link DevNetwork#has}. */
public enum Symptom {
    /** The peer answers. */
    NONE,
    /** The peer closes the connection without an answer. */
    CLOSES_THE_CONNECTION,
    /** The peer takes the request and never answers. */
    HANGS,
    /** The peer answers 503. */
    ANSWERS_503,
    /** The peer answers 503 with a {@code Retry-After} of one second. */
    PUSHES_BACK;

    void answer(HttpServerRequest request, DevPeer peer) {
        switch (this) {
            case NONE -> peer.answer(request);
            case CLOSES_THE_CONNECTION -> request.connection().close();
            case ANSWERS_503 -> request.response().setStatusCode(503).end();
            case PUSHES_BACK ->
                request.response()
                        .setStatusCode(503)
                        .putHeader("Retry-After", "1")
                        .end();
            case HANGS -> {
                // Nothing ever comes.
            }
        }
    }
}
