package org.acme.stringsvc;

import io.smallrye.faulttolerance.api.ExponentialBackoff;
import io.smallrye.faulttolerance.api.RetryWhen;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.acme.kit.client.ClientEndpoint;
import org.acme.kit.client.PeerFault;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The client of a peer: another copy of this service, which Stork discovers and picks. */
@ClientEndpoint
@RegisterRestClient(baseUri = "stork://peers", configKey = "peers")
interface PeerClient {

    /** Makes a text upper case. It may be retried although it is a POST: it changes nothing. */
    @POST
    @Path("/uppercase")
    @Retry(maxRetries = 2, delay = 10, jitter = 10)
    @ExponentialBackoff
    @RetryWhen(exception = PeerFault.class)
    Uni<UppercaseResponse> uppercase(UppercaseRequest request);
}
