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
 * Gives the management interface an event loop without public traffic: a probe does not queue behind the calls that it asks about.
 *
 * <p>Vert.x gets one event loop more than Quarkus serves the public port with, and hands them out in turn. Quarkus starts the public
 * servers first and the management interface next, on the context of the thread that starts them.
 */
@ApplicationScoped
class OwnEventLoop implements HttpServerOptionsCustomizer {

    /** Adds the event loop. */
    @ApplicationScoped
    static class OneMore implements VertxOptionsCustomizer {

        @Override
        public void accept(VertxOptions options) {
            options.setEventLoopPoolSize(options.getEventLoopPoolSize() + 1);
        }
    }

    private final VertxInternal vertx;

    // Vert.x itself remembers the context of a thread only as long as somebody holds it.
    private @Nullable ContextInternal management;

    OwnEventLoop(Vertx vertx) {
        this.vertx = (VertxInternal) vertx;
    }

    /** Lets the public servers, which take their event loops after this call, begin behind this thread's own. */
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
