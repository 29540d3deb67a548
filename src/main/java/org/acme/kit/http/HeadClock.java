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
 * The clock for what a connection owes: the head of a request that has begun, or the rest of a frame of HTTP/2. When its time is up the
 * connection is closed; there is no request to answer yet. Sits in front of the pipeline, confined to its event loop.
 */
final class HeadClock extends ChannelInboundHandlerAdapter {

    // The name that Vert.x gives.
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

    /** Makes a clock that allows so many nanoseconds. */
    HeadClock(long nanos) {
        this.nanos = nanos;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    /** Moves behind TLS: what is encrypted has no heads, and Vert.x limits the handshake. */
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
        // Removed and added again, see above.
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

    /** Takes note of a request whose head has arrived; returns whether it is the first. */
    boolean arrived(HttpVersion version) {
        boolean first = !served;
        served = true;
        if (frames == null) {
            owes = false;
            answering = true;
            if (version == HttpVersion.HTTP_2) {
                // Upgraded: what comes next is the preface.
                frames = new Http2Frames();
            }
        }
        return first;
    }

    /** Takes note of the end of an answer. */
    void answered() {
        answering = false;
    }

    /** Returns for how long the connection has been open, in nanoseconds. */
    long age() {
        return System.nanoTime() - opened;
    }

    /** Closes the connection if it has been open for so many nanoseconds and nothing is received or answered. May be called anywhere. */
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
