package org.acme.kit.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.RoutingContext;

/** Internal: the JSON answer of a route of the management interface. */
public final class JsonAnswer {

    private JsonAnswer() {}

    /** Answers a request with a document as JSON. A document that cannot be written fails the request. */
    public static void send(RoutingContext request, ObjectMapper json, Object document) {
        try {
            request.response().putHeader("Content-Type", "application/json").end(json.writeValueAsString(document));
        } catch (JsonProcessingException unwritable) {
            request.fail(unwritable);
        }
    }
}
