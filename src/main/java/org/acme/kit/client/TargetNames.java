package org.acme.kit.client;

import io.vertx.core.http.HttpClientOptions;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;
import org.acme.kit.discovery.Discovery;

/**
 * Internal: has REST clients ask for a discovered instance by the name of its SRV target when they speak TLS: the name goes into SNI
 * and must be in the certificate (RFC 6125), although the connection goes to the address that discovery found.
 */
@Provider
public final class TargetNames implements ContextResolver<HttpClientOptions> {

    private final Discovery discovery;

    TargetNames(Discovery discovery) {
        this.discovery = discovery;
    }

    @Override
    public HttpClientOptions getContext(Class<?> client) {
        return new HttpClientOptions().setSslEngineOptions(new TargetNameEngine(discovery));
    }
}
