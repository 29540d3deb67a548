package org.acme.stringsvc;

import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.interceptor.Interceptor;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Lets a peer make the upper case if {@code stringsvc.proxy} says so (Go kit's proxying middleware); counts here. */
@Decorator
@Priority(Interceptor.Priority.APPLICATION)
class ProxyingStringService implements StringService {

    private final StringService here;
    private final PeerClient peers;
    private final boolean proxy;

    ProxyingStringService(
            @Any @Delegate StringService here,
            @RestClient PeerClient peers,
            @ConfigProperty(name = "stringsvc.proxy") boolean proxy) {
        this.here = here;
        this.peers = peers;
        this.proxy = proxy;
    }

    @Override
    public CompletionStage<String> uppercase(String text) {
        return proxy
                ? peers.uppercase(new UppercaseRequest(text))
                        .map(UppercaseResponse::v)
                        .subscribeAsCompletionStage()
                : here.uppercase(text);
    }

    @Override
    public int count(String text) {
        return here.count(text);
    }
}
