package org.acme.bare;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Locale;

/** Does what the service does, with nothing around it: what Quarkus REST alone costs. */
@Path("/uppercase")
public class BareResource {

    public record Request(String s) {}

    public record Response(String v) {}

    @POST
    @NonBlocking
    public Response uppercase(Request request) {
        return new Response(request.s().toUpperCase(Locale.ROOT));
    }
}
