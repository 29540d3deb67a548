package org.acme.kit.client;

import io.smallrye.faulttolerance.api.RetryWhen;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** A client with each kind of method that the kit supports. */
@ClientEndpoint
@RegisterRestClient(baseUri = "stork://faulty", configKey = "faulty")
interface FaultyPeer {

    /** What a peer answers. */
    record Answer(String v) {}

    @GET
    @Path("/")
    @Retry(maxRetries = 2, delay = 1, jitter = 0)
    @RetryWhen(exception = PeerFault.class)
    Uni<Answer> uni();

    @GET
    @Path("/")
    @Retry(maxRetries = 2, delay = 1, jitter = 0)
    @RetryWhen(exception = PeerFault.class)
    CompletionStage<Answer> stage();

    @GET
    @Path("/")
    @Retry(maxRetries = 2, delay = 1, jitter = 0)
    @RetryWhen(exception = PeerFault.class)
    Answer plain();
}
