package org.acme.kit.client;

import io.netty.handler.ssl.DelegatingSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslProvider;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.spi.tls.DefaultSslContextFactory;
import io.vertx.core.spi.tls.SslContextFactory;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.acme.kit.discovery.Discovery;

/** Makes the JDK's TLS engines know the name behind the address they connect to; the JDK verifies the name it asks for. */
final class TargetNameEngine extends JdkSSLEngineOptions {

    private final Discovery discovery;

    TargetNameEngine(Discovery discovery) {
        this.discovery = discovery;
    }

    @Override
    public JdkSSLEngineOptions copy() {
        return new TargetNameEngine(discovery);
    }

    @Override
    public SslContextFactory sslContextFactory() {
        return new DefaultSslContextFactory(SslProvider.JDK, false) {
            @Override
            public SslContext create() throws SSLException {
                return naming(super.create());
            }
        };
    }

    private SslContext naming(SslContext context) {
        return new DelegatingSslContext(context) {
            @Override
            protected void initEngine(SSLEngine engine) {
                discovery.targetAt(engine.getPeerHost(), engine.getPeerPort()).ifPresent(name -> ask(engine, name));
            }
        };
    }

    private static void ask(SSLEngine engine, String name) {
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(name)));
        engine.setSSLParameters(parameters);
    }
}
