package org.acme.stringsvc;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** Calls a peer: another copy of this service, found and chosen by Stork. */
@RegisterRestClient(baseUri = "stork://peers")
interface PeerClient {

    @POST
    @Path("/uppercase")
    Uni<UppercaseResponse> uppercase(UppercaseRequest request);
}
