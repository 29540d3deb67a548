package org.acme.kit.client;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.DelegatingSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.NetUtil;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.spi.tls.DefaultSslContextFactory;
import io.vertx.core.spi.tls.SslContextFactory;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.core.Configuration;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.eclipse.microprofile.rest.client.spi.RestClientListener;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.client.impl.ClientRequestContextImpl;
import org.jboss.resteasy.reactive.client.impl.RestClientRequestContext;
import org.jboss.resteasy.reactive.client.impl.VertxRequestCustomizingClientBuilder;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestContext;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestFilter;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * Internal: the names of the instances that a client calls. The connection goes to the address that discovery found. {@code
 * Host}, {@code :authority}, SNI and the verification of the certificate (RFC 6125) use the name of the instance that was picked.
 *
 * <p>Each client has its own names: two services behind one address are called and verified each under its own. Public, because a
 * service loader creates it. Thread-safe.
 */
@RegisterForReflection // a service loader creates it, so a native program needs its constructor
public final class PeerNames implements RestClientListener {

    static final String AUTHORITY = PeerNames.class.getName() + ".authority";
    private static final String NAMES = PeerNames.class.getName();
    private static final Logger LOG = Logger.getLogger(PeerNames.class);

    /** Bounds the memory where addresses change all the time. */
    private static final int MOST = 4_096;

    @Override
    public void onNewClient(Class<?> client, RestClientBuilder builder) {
        if (builder instanceof VertxRequestCustomizingClientBuilder<?> vertx) {
            Map<InetSocketAddress, String> names = Collections.synchronizedMap(new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<InetSocketAddress, String> eldest) {
                    return size() > MOST;
                }
            });
            builder.property(NAMES, names);
            builder.register(new Passage(), Integer.MAX_VALUE);
            vertx.httpClientRequestCustomizer(PeerNames::connected);
            vertx.httpClientOptionsCustomizer(options -> nameInTls(options, names));
        }
    }

    /** Sets the authority of a request to the name of its instance; over TLS also stores the name for its address and port. */
    static void remember(Configuration client, Context request, String address, int port, String name, boolean secure) {
        request.putLocal(AUTHORITY, HostAndPort.create(name, port));
        if (secure && client.getProperty(NAMES) instanceof Map<?, ?> names) {
            InetSocketAddress place = place(address, port);
            if (place != null) {
                ((Map<InetSocketAddress, String>) names).put(place, name);
            }
        }
    }

    private static @Nullable InetSocketAddress place(String address, int port) {
        byte[] octets = NetUtil.createByteArrayFromIpAddressString(address);
        try {
            return octets == null ? null : new InetSocketAddress(java.net.InetAddress.getByAddress(octets), port);
        } catch (java.net.UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Records the connection and sets the authority; called on the request's context, before anything is sent. */
    private static void connected(HttpClientRequest request) {
        // Without a handler Vert.x logs an error for each broken connection. A request on it fails and reports that
        // itself.
        request.connection().exceptionHandler(broken -> LOG.debug("A connection broke", broken));
        Context context = Vertx.currentContext();
        Attempt attempt = context == null ? null : context.getLocal(Attempt.KEY);
        if (attempt != null) {
            attempt.connected(request);
        }
        HostAndPort authority = context == null ? null : context.getLocal(AUTHORITY);
        if (authority != null) {
            request.authority(authority);
        }
        if (context != null) {
            Redirects.follow(request, context);
        }
    }

    private static void nameInTls(HttpClientOptions options, Map<InetSocketAddress, String> names) {
        if (options.getSslEngineOptions() == null
                || options.getSslEngineOptions().getClass() == JdkSSLEngineOptions.class) {
            options.setSslEngineOptions(new NamingEngine(names));
        }
    }

    /** The JDK's TLS engine that sends the instance's name as SNI and verifies the certificate against that name alone. */
    private static final class NamingEngine extends JdkSSLEngineOptions {

        private final Map<InetSocketAddress, String> names;

        private NamingEngine(Map<InetSocketAddress, String> names) {
            this.names = names;
        }

        @Override
        public JdkSSLEngineOptions copy() {
            return new NamingEngine(names);
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
                    // Only a handler is made, below.
                }

                @Override
                protected SslHandler newHandler(
                        ByteBufAllocator buffers, String host, int port, boolean startTls, Executor tasks) {
                    InetSocketAddress place = place(host, port);
                    String name = place == null ? null : names.get(place);
                    if (name == null) {
                        return super.newHandler(buffers, host, port, startTls, tasks);
                    }
                    // The name is the peer host, too: the JDK accepts a certificate of the peer host, whatever the SNI.
                    SslHandler handler = super.newHandler(buffers, name, port, startTls, tasks);
                    SSLParameters parameters = handler.engine().getSSLParameters();
                    parameters.setServerNames(List.of(new SNIHostName(name)));
                    handler.engine().setSSLParameters(parameters);
                    return handler;
                }
            };
        }
    }

    /**
     * The last request filter and the first response filter. Before, only other filters have had the request; after, the whole
     * answer has arrived, and nothing has read its body.
     */
    private static final class Passage
            implements ResteasyReactiveClientRequestFilter, ResteasyReactiveClientResponseFilter {

        @Override
        public void filter(ResteasyReactiveClientRequestContext request) {
            if (request.getProperty(Attempt.KEY) instanceof Attempt attempt) {
                attempt.departed();
            }
            Redirects.expect((ClientRequestContextImpl) request);
        }

        @Override
        public void filter(ResteasyReactiveClientRequestContext request, ClientResponseContext response) {
            RestClientRequestContext context = ((ClientRequestContextImpl) request).getRestClientRequestContext();
            // Quarkus calls the filters after a failure, too; a WebApplicationException comes with a whole answer.
            boolean whole = context.getThrowable() == null || context.getThrowable() instanceof WebApplicationException;
            if (whole && context.getVertxClientResponse() != null) {
                PeerConnections.answered(context.getHttpClientRequest());
                if (request.getProperty(Attempt.KEY) instanceof Attempt attempt) {
                    attempt.arrived();
                }
            }
        }
    }
}
