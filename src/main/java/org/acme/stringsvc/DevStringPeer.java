package org.acme.stringsvc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.profile.IfBuildProfile;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import org.acme.kit.dev.DevPeer;
import org.acme.kit.error.BusinessFailure;
import org.acme.kit.error.Problem;
import org.acme.kit.http.ServedBy;

/** The peer of dev and test mode: the plain service behind a bare HTTP server. */
@IfBuildProfile(anyOf = {"dev", "test"})
@ApplicationScoped
class DevStringPeer implements DevPeer {

    private final ObjectMapper json;
    private final StringService strings = new PlainStringService();

    DevStringPeer(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public String name() {
        return "_http._tcp.stringsvc.test";
    }

    @Override
    public void answer(HttpServerRequest request) {
        request.response().putHeader(ServedBy.HEADER, request.localAddress().toString());
        request.body().onSuccess(body -> answer(body, request.response()));
    }

    private void answer(Buffer body, HttpServerResponse response) {
        try {
            UppercaseRequest request = json.readValue(body.getBytes(), UppercaseRequest.class);
            send(response, "application/json", new UppercaseResponse(strings.uppercase(request.s())));
        } catch (BusinessFailure refusal) {
            send(response.setStatusCode(refusal.status()), Problem.MEDIA_TYPE, Problem.of(refusal));
        } catch (IOException malformed) {
            response.setStatusCode(400).end();
        }
    }

    private void send(HttpServerResponse response, String mediaType, Object document) {
        try {
            response.putHeader("Content-Type", mediaType).end(json.writeValueAsString(document));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
