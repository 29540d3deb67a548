package org.acme.kit.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The connections of the public port, {@code kit.receiving.connections} at a time. Thread-safe.
 *
 * <p>At the limit no more are accepted: new connections wait in the queue of the kernel, which costs this process nothing. A
 * connection that has been open for a second is closed after its answer, so that every caller gets a turn. Connections are not
 * refused: such callers come back at once, which costs more than to serve them.
 *
 * <p>Requests over HTTP/2 have the same limit, since one connection carries many: above it they are answered with 503.
 */
@ApplicationScoped
class Connections {

    private static final String KEY = "kit.receiving.connections";
    private static final String ROOT = "quarkus.http.root-path";
    private static final String AUTO = "auto";
    private static final Logger LOG = Logger.getLogger(Connections.class);

    // A connection with a call that waits for a peer was measured to take some 60 KiB natively.
    private static final long EACH = 128 * 1024;
    private static final long TURN = TimeUnit.SECONDS.toNanos(1);

    private final VertxInternal vertx;
    private final int most;
    private final long headNanos;
    private final Set<HeadClock> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger streams = new AtomicInteger();
    // Listening channels that accept nothing, each until its sweep finds room. While there is one, others may wait.
    private final Set<Channel> paused = ConcurrentHashMap.newKeySet();

    Connections(
            Vertx vertx,
            @ConfigProperty(name = KEY) String configured,
            @ConfigProperty(name = "kit.receiving.time") Duration time,
            @ConfigProperty(name = ROOT, defaultValue = "/") String root) {
        if (!root.equals("/")) {
            // Quarkus mounts the observed router below such a path: other paths would pass all limits by.
            throw new ConfigurationException(
                    ROOT + " is '" + root + "'; allowed: /. Set quarkus.rest.path for the resources, and build again");
        }
        this.vertx = (VertxInternal) vertx;
        this.most = parse(configured);
        this.headNanos = time.toNanos();
    }

    private static int parse(String configured) {
        if (configured.equals(AUTO)) {
            return (int)
                    Math.min(Integer.MAX_VALUE, Math.max(1, Runtime.getRuntime().maxMemory() / EACH));
        }
        if (configured.matches("[1-9][0-9]{0,8}")) {
            return Integer.parseInt(configured);
        }
        throw new ConfigurationException(KEY + " is '" + configured + "'; allowed: auto, or a number from 1 on");
    }

    // Behind Requests, which counts those that are refused here, too.
    void register(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE + 1) Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::arrived);
    }

    void begin(@ObservesAsync HttpServerStart started) {
        guard("quarkus.http.port");
    }

    void begin(@ObservesAsync HttpsServerStart started) {
        guard("quarkus.http.ssl-port");
    }

    private void guard(String key) {
        // Dev mode starts the servers once and this class anew with each change.
        if (LaunchMode.current() != LaunchMode.DEVELOPMENT) {
            ListeningChannels.find(vertx, key, channel -> channel.pipeline().addFirst(new Gate()));
        }
    }

    private void arrived(RoutingContext routing) {
        if (RequestId.isKnown(routing)) { // routed anew
            routing.next();
            return;
        }
        HttpServerRequest request = routing.request();
        HeadClock clock =
                ((ConnectionBase) request.connection()).channel().pipeline().get(HeadClock.class);
        if (clock != null) {
            if (clock.arrived(request.version())) {
                // Without a handler Vert.x logs a broken connection as an error, but it is the caller's affair.
                request.connection().exceptionHandler(broken -> LOG.debug("A connection broke", broken));
            }
            RequestEnd.afterAnswer(routing, () -> answered(clock, request));
        }
        boolean stream = request.version() == HttpVersion.HTTP_2;
        if (!paused.isEmpty() && clock != null && clock.age() > TURN) {
            giveWay(routing, stream);
        }
        if (stream && isOneTooMany(routing)) {
            routing.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
            routing.fail(503);
        } else {
            routing.next();
        }
    }

    private static void answered(HeadClock clock, HttpServerRequest request) {
        clock.answered();
        if (request.version() != HttpVersion.HTTP_2 && !request.isEnded()) {
            request.endHandler(ended -> clock.received());
        }
    }

    private boolean isOneTooMany(RoutingContext routing) {
        RequestEnd.afterAnswer(routing, streams::decrementAndGet);
        return streams.incrementAndGet() > most;
    }

    private static void giveWay(RoutingContext routing, boolean stream) {
        if (stream) {
            RequestEnd.afterAnswer(routing, () -> routing.request().connection().shutdown());
        } else {
            routing.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            RequestEnd.afterAnswer(routing, () -> routing.request().connection().close());
        }
    }

    /** The first handler of a listening channel, in front of the one that takes the accepted connections. */
    private final class Gate extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext listening, Object accepted) throws Exception {
            if (accepted instanceof Channel connection) {
                HeadClock clock = new HeadClock(headNanos);
                connection.pipeline().addFirst(clock, Cohort.answers());
                open.add(clock);
                connection.closeFuture().addListener(closed -> closed(clock));
                if (open.size() >= most) {
                    pause(listening);
                }
            }
            super.channelRead(listening, accepted);
        }

        private void pause(ChannelHandlerContext listening) {
            listening.channel().config().setAutoRead(false);
            if (paused.add(listening.channel())) {
                sweep(listening.channel());
            }
        }

        private void closed(HeadClock clock) {
            open.remove(clock);
            if (open.size() < most) {
                paused.forEach(listening -> listening.config().setAutoRead(true));
            }
        }

        // Closes idle connections that have had their turn, as long as others may wait.
        private void sweep(Channel listening) {
            listening.eventLoop().schedule(() -> swept(listening), TURN / 4, TimeUnit.NANOSECONDS);
        }

        private void swept(Channel listening) {
            if (open.size() < most) {
                paused.remove(listening);
                listening.config().setAutoRead(true);
            } else {
                open.forEach(clock -> clock.giveWay(TURN));
                sweep(listening);
            }
        }
    }
}
