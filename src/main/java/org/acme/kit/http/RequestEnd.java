package org.acme.kit.http;

import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GenericFutureListener;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.vertx.http.runtime.filters.QuarkusRequestWrapper;
import io.quarkus.vertx.http.runtime.filters.QuarkusRequestWrapper.QuarkusCookie;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The end of a request, reported once: its answer has ended, its connection has left HTTP, or its stream or connection has closed.
 *
 * <p>An end handler of the routing context does not suffice. It is not called if a handler of the service throws before it, or
 * takes its place at the response. The handlers of Quarkus' wrapper of the request are called before both. There is no wrapper if
 * {@code quarkus.shutdown.timeout} is off.
 *
 * <p>Over HTTP/1.1, Vert.x 4.5 calls no end handler at all if this side breaks its answer off ({@code response().close()} or
 * {@code reset()}), as Quarkus REST does with a stream that fails. Nor does it if the connection becomes a WebSocket or a plain
 * one. Quarkus 3.33 would count such a request for ever, and every stop would take the whole of that time. So this tells Quarkus.
 */
@RegisterForReflection(targets = QuarkusRequestWrapper.class, fields = false)
final class RequestEnd implements GenericFutureListener<Future<? super Void>> {

    private static final Method DONE = done();

    private static final int LEFT_HTTP = 101;

    private final @Nullable QuarkusRequestWrapper quarkus;
    private final Runnable ended;
    private final AtomicBoolean reported = new AtomicBoolean();

    private RequestEnd(@Nullable QuarkusRequestWrapper quarkus, Runnable ended) {
        this.quarkus = quarkus;
        this.ended = ended;
    }

    private static Method done() {
        try {
            Method done = QuarkusRequestWrapper.class.getDeclaredMethod("done");
            done.setAccessible(true);
            return done;
        } catch (ReflectiveOperationException other) {
            throw new IllegalStateException("This Quarkus has no method done() in QuarkusRequestWrapper", other);
        }
    }

    /** Runs a task at the end of a request, on the event loop of its connection or the thread that ends the answer. */
    static void report(RoutingContext routing, Runnable ended) {
        @Nullable QuarkusRequestWrapper quarkus = quarkus(routing);
        RequestEnd end = new RequestEnd(quarkus, ended);
        if (routing.request().version() == HttpVersion.HTTP_2) {
            add(routing, quarkus, answered -> end.report());
            return;
        }
        Future<Void> closed =
                ((ConnectionBase) routing.request().connection()).channel().closeFuture();
        closed.addListener(end);
        add(routing, quarkus, answered -> {
            closed.removeListener(end);
            end.report();
        });
        EndedRequest.onUpgrade(routing, () -> {
            closed.removeListener(end);
            end.operationComplete(closed);
        });
    }

    /** Runs a task when a request has been answered or its stream has closed, but not when its connection leaves HTTP. */
    static void afterAnswer(RoutingContext routing, Runnable task) {
        add(routing, quarkus(routing), answered -> {
            if (routing.response().getStatusCode() != LEFT_HTTP) {
                task.run();
            }
        });
    }

    private static void add(
            RoutingContext routing, @Nullable QuarkusRequestWrapper quarkus, Handler<@Nullable Void> handler) {
        if (quarkus == null) {
            routing.addEndHandler(answered -> handler.handle(null));
        } else {
            quarkus.addRequestDoneHandler(handler);
        }
    }

    private static @Nullable QuarkusRequestWrapper quarkus(RoutingContext routing) {
        return routing.request().getCookie(QuarkusRequestWrapper.FAKE_COOKIE_NAME) instanceof QuarkusCookie cookie
                ? cookie.getRequestWrapper()
                : null;
    }

    @Override
    public void operationComplete(Future<? super Void> closed) {
        report();
        tellQuarkus();
    }

    private void report() {
        if (reported.compareAndSet(false, true)) {
            ended.run();
        }
    }

    /** Tells Quarkus that the request is over, which may know it already. */
    private void tellQuarkus() {
        if (quarkus != null) {
            try {
                DONE.invoke(quarkus);
            } catch (ReflectiveOperationException broken) {
                throw new IllegalStateException(broken);
            }
        }
    }
}
