package org.acme.kit.management;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.quarkus.vertx.VertxOptionsCustomizer;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * The event loop of the management interface, which has no public traffic: a probe does not queue behind calls.
 *
 * <p>Vert.x gets one event loop more than Quarkus uses for the public port, and hands them out in turn. Quarkus starts the public
 * servers first, and then the management interface, on the context of the thread that starts them.
 */
@ApplicationScoped
class OwnEventLoop implements HttpServerOptionsCustomizer {

    /** The customizer that adds the event loop. */
    @ApplicationScoped
    static class OneMore implements VertxOptionsCustomizer {

        @Override
        public void accept(VertxOptions options) {
            options.setEventLoopPoolSize(options.getEventLoopPoolSize() + 1);
        }
    }

    private final VertxInternal vertx;

    // A strong reference: Vert.x itself keeps the context of a thread only as long as there is one.
    private @Nullable ContextInternal management;

    OwnEventLoop(Vertx vertx) {
        this.vertx = (VertxInternal) vertx;
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        customizeHttpServer(options); // alone where plain HTTP is switched off
    }

    /** Advances the turn to the event loop behind this thread's own. The public servers take theirs after this call. */
    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        management = vertx.getOrCreateContext();
        EventLoopGroup eventLoops = vertx.getEventLoopGroup();
        EventLoop own = management.nettyEventLoop();
        EventLoop next = eventLoops.next();
        while (next != own) {
            next = eventLoops.next();
        }
    }
}
