package org.acme.stringsvc;

import io.smallrye.mutiny.Uni;
import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.endpoint.ServerEndpoint;
import org.eclipse.microprofile.openapi.annotations.Operation;

@ServerEndpoint
class UppercaseEndpoint implements Endpoint<UppercaseRequest, Uni<UppercaseResponse>> {

    private final StringService strings;

    UppercaseEndpoint(StringService strings) {
        this.strings = strings;
    }

    @Override
    @Operation(
            summary = "Make a text upper case",
            description = "Answers the text in upper case, by the rules of no language in particular.")
    public Uni<UppercaseResponse> call(UppercaseRequest request) {
        return Uni.createFrom().completionStage(strings.uppercase(request.s())).map(UppercaseResponse::new);
    }
}
