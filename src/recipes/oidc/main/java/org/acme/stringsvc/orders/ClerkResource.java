package org.acme.stringsvc.orders;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The HTTP resource of {@link ClerkEndpoint}. */
@Path("/orders/clerk")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "orders", description = "Placing, finding and cancelling orders")
class ClerkResource {

    private final ClerkEndpoint clerk;

    ClerkResource(ClerkEndpoint clerk) {
        this.clerk = clerk;
    }

    @GET
    public Uni<Clerk> clerk() {
        return clerk.call(null);
    }
}
