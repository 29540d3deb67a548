package org.acme.kit.http;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
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
