package org.acme.kit.http;

import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GenericFutureListener;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The end of a request, reported once: its answer has ended, or its stream or connection has closed.
 *
 * <p>An end handler of the routing context does not suffice. Over HTTP/1.1, Vert.x 4.5 calls none if this side breaks its answer
 * off ({@code response().close()} or {@code reset()}), as Quarkus REST does with a stream that fails.
 */
final class RequestEnd implements GenericFutureListener<Future<? super Void>> {

    private final Runnable ended;
    private final AtomicBoolean reported = new AtomicBoolean();

    private RequestEnd(Runnable ended) {
        this.ended = ended;
    }

    /** Runs a task at the end of a request, on the event loop of its connection or the thread that ends the answer. */
    static void report(RoutingContext routing, Runnable ended) {
        RequestEnd end = new RequestEnd(ended);
        if (routing.request().version() == HttpVersion.HTTP_2) {
            routing.addEndHandler(answered -> end.report());
            return;
        }
        Future<Void> closed =
                ((ConnectionBase) routing.request().connection()).channel().closeFuture();
        closed.addListener(end);
        routing.addEndHandler(answered -> {
            closed.removeListener(end);
            end.report();
        });
    }

    @Override
    public void operationComplete(Future<? super Void> closed) {
        report();
    }

    private void report() {
        if (reported.compareAndSet(false, true)) {
            ended.run();
        }
    }
}
