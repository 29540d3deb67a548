package org.acme.stringsvc;

import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.endpoint.ServerEndpoint;

@ServerEndpoint
class CountEndpoint implements Endpoint<CountRequest, CountResponse> {

    private final StringService strings;

    CountEndpoint(StringService strings) {
        this.strings = strings;
    }

    @Override
    public CountResponse call(CountRequest request) {
        return new CountResponse(strings.count(request.s()));
    }
}
