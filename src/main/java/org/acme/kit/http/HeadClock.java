package org.acme.kit.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.vertx.core.http.HttpVersion;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The clock for what a connection owes: the rest of the head of a request, or of an HTTP/2 frame or header block. When its time
 * is up, the connection is closed: there is no request yet that could be answered. It is the first handler of the pipeline, or
 * the next after TLS, and confined to the event loop of the connection unless a method says otherwise.
 */
final class HeadClock extends ChannelInboundHandlerAdapter {

    // The name that Vert.x gives to the handler of TLS.
    private static final String TLS = "ssl";

    private final long nanos;
    private final long opened = System.nanoTime();
    private @Nullable Http2Frames frames = new Http2Frames();
    private volatile @Nullable ChannelHandlerContext context;
    private long since;
    private boolean owes;
    private boolean answering;
    private boolean served;
    private boolean ticking;

    /** Creates a clock that allows this many nanoseconds. */
    HeadClock(long nanos) {
        this.nanos = nanos;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    /** Moves behind TLS: encrypted bytes show no heads, and Vert.x limits the time of the handshake. */
    @Override
    public void channelActive(ChannelHandlerContext active) throws Exception {
        ChannelPipeline pipeline = active.pipeline();
        if (pipeline.first() == this && pipeline.get(TLS) != null) {
            active.fireChannelActive();
            pipeline.remove(this);
            pipeline.addAfter(TLS, null, this);
        } else {
            super.channelActive(active);
        }
    }

    @Override
    public boolean isSharable() {
        // Required by channelActive, which removes this handler and adds it again.
        return true;
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object arrived) throws Exception {
        if (arrived instanceof ByteBuf octets && octets.isReadable()) {
            follow(octets);
        }
        super.channelRead(reading, arrived);
    }

    private void follow(ByteBuf octets) {
        long begun = frames == null ? 0 : frames.begun();
        if (frames != null && !frames.follow(octets)) {
            frames = null;
        }
        if (frames == null) {
            begin(!answering, owes);
        } else {
            begin(!frames.isAtRest(), owes && begun == frames.begun());
        }
    }

    private void begin(boolean owing, boolean already) {
        if (owing && !already) {
            since = System.nanoTime();
            tick(nanos);
        }
        owes = owing;
    }

    /** Notes that the head of a request has arrived. Returns whether it is the first of the connection. */
    boolean arrived(HttpVersion version) {
        boolean first = !served;
        served = true;
        if (frames == null) {
            owes = false;
            answering = true;
            if (version == HttpVersion.HTTP_2) {
                // Upgraded to HTTP/2: the preface comes next.
                frames = new Http2Frames();
            }
        }
        return first;
    }

    /** Notes the end of an answer. */
    void answered() {
        answering = false;
    }

    /** Notes the end of a body that arrived after its answer: its bytes were no head. */
    void received() {
        owes = false;
    }

    /** Returns for how long the connection has been open, in nanoseconds. */
    long age() {
        return System.nanoTime() - opened;
    }

    /** Closes the connection if it is older than {@code turn} nanoseconds and nothing is received or answered. Thread-safe. */
    void giveWay(long turn) {
        ChannelHandlerContext here = context;
        if (here != null && age() > turn) {
            here.executor().execute(() -> {
                if (!owes && (frames == null ? !answering : openStreams(here) == 0)) {
                    here.channel().close();
                }
            });
        }
    }

    private static int openStreams(ChannelHandlerContext here) {
        @Nullable Http2ConnectionHandler handler = here.pipeline().get(Http2ConnectionHandler.class);
        return handler == null ? 0 : handler.connection().numActiveStreams();
    }

    private void tick(long wait) {
        ChannelHandlerContext here = context;
        if (!ticking && here != null) {
            ticking = true;
            here.executor().schedule(this::tock, wait, TimeUnit.NANOSECONDS);
        }
    }

    private void tock() {
        ticking = false;
        ChannelHandlerContext here = context;
        if (!owes || here == null || here.isRemoved()) {
            return;
        }
        long left = since + nanos - System.nanoTime();
        if (left > 0) {
            tick(left);
        } else {
            here.channel().close();
        }
    }
}
