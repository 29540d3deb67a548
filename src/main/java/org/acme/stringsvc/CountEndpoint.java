package org.acme.stringsvc;

import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.endpoint.ServerEndpoint;
import org.eclipse.microprofile.openapi.annotations.Operation;

@ServerEndpoint
class CountEndpoint implements Endpoint<CountRequest, CountResponse> {

    private final StringService strings;

    CountEndpoint(StringService strings) {
        this.strings = strings;
    }

    @Override
    @Operation(summary = "Count characters", description = "Answers how many Unicode code points the text has.")
    public CountResponse call(CountRequest request) {
        return new CountResponse(strings.count(request.s()));
    }
}
