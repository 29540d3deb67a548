package org.acme.kit.http;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import org.jboss.resteasy.reactive.RestForm;

/** Tells how much of a body has arrived. */
@Path("/kit-test/received")
class ReceivedResource {

    /** Refuses a request before its body has arrived, and leaves the rest to Vert.x, as Quarkus' CORS filter does. */
    void refuse(@Observes Router router) {
        router.route("/kit-test/received/refused")
                .order(Integer.MIN_VALUE + 2)
                .handler(request -> request.response().setStatusCode(403).end());
    }

    @GET
    @NonBlocking
    public String nothing() {
        return "nothing";
    }

    @POST
    @NonBlocking
    public int octets(byte[] body) {
        return body == null ? 0 : body.length;
    }

    @POST
    @Path("/read")
    @NonBlocking
    public int read(byte[] body) {
        return body.length;
    }

    @POST
    @Path("/stream")
    @Blocking
    public int stream(InputStream body) throws IOException {
        return body.readAllBytes().length;
    }

    @POST
    @Path("/form")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Blocking
    public int form(@RestForm String text) {
        return text.length();
    }

    @POST
    @Path("/form/now")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @NonBlocking
    public int formNow(@RestForm String text) {
        return text.length();
    }
}
