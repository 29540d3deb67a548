package org.acme.stringsvc;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The HTTP side of the endpoints: JSON in, JSON out, one line each. Its methods run on the event loop. */
@Path("/")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "strings", description = "Upper case and length of texts")
@NonBlocking
class StringResource {

    private final UppercaseEndpoint uppercase;
    private final CountEndpoint count;

    StringResource(UppercaseEndpoint uppercase, CountEndpoint count) {
        this.uppercase = uppercase;
        this.count = count;
    }

    @POST
    @Path("/uppercase")
    public Uni<UppercaseResponse> uppercase(UppercaseRequest request) {
        return uppercase.call(request);
    }

    @POST
    @Path("/count")
    public CountResponse count(CountRequest request) {
        return count.call(request);
    }
}
