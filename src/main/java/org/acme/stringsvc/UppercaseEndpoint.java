package org.acme.stringsvc;

import io.smallrye.mutiny.Uni;
import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.endpoint.ServerEndpoint;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** The endpoint for upper case: computed here, or by a peer if {@code stringsvc.proxy} is true (Go kit's proxying middleware). */
@ServerEndpoint
class UppercaseEndpoint implements Endpoint<UppercaseRequest, Uni<UppercaseResponse>> {

    private static final String PROXY = "stringsvc.proxy";

    private final StringService strings;
    private final PeerClient peers;
    private final boolean proxy;

    UppercaseEndpoint(
            StringService strings, @RestClient PeerClient peers, @ConfigProperty(name = PROXY) boolean proxy) {
        this.strings = strings;
        this.peers = peers;
        this.proxy = proxy;
    }

    @Override
    @Operation(
            summary = "Make a text upper case",
            description = "Answers the text in upper case, by the rules of no language in particular.")
    public Uni<UppercaseResponse> call(UppercaseRequest request) {
        return proxy
                ? peers.uppercase(request)
                : Uni.createFrom().item(() -> new UppercaseResponse(strings.uppercase(request.s())));
    }
}
