package org.acme.kit.http;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.OptionalLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The limit on the headers of HTTP/2: that of HTTP/1.1, {@code quarkus.http.limits.max-header-size}, unless
 * {@code quarkus.http.limits.max-header-list-size} is set.
 */
@ApplicationScoped
class HeaderLimit implements HttpServerOptionsCustomizer {

    private final boolean apart;

    HeaderLimit(@ConfigProperty(name = "quarkus.http.limits.max-header-list-size") OptionalLong ofHttp2) {
        apart = ofHttp2.isPresent();
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        if (!apart && options.getInitialSettings() != null) {
            options.getInitialSettings().setMaxHeaderListSize(options.getMaxHeaderSize());
        }
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        customizeHttpServer(options);
    }

    @Override
    public void customizeDomainSocketServer(HttpServerOptions options) {
        customizeHttpServer(options);
    }
}
