package org.acme.stringsvc;

import io.smallrye.mutiny.Uni;
import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.endpoint.ServerEndpoint;

@ServerEndpoint
class UppercaseEndpoint implements Endpoint<UppercaseRequest, Uni<UppercaseResponse>> {

    private final StringService strings;

    UppercaseEndpoint(StringService strings) {
        this.strings = strings;
    }

    @Override
    public Uni<UppercaseResponse> call(UppercaseRequest request) {
        return Uni.createFrom().completionStage(strings.uppercase(request.s())).map(UppercaseResponse::new);
    }
}
