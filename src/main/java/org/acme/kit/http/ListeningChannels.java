package org.acme.kit.http;

import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.impl.VertxInternal;
import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.ConfigProvider;

/** The channels that accept connections. Vert.x 4.5 has no API for them, so they are looked up in its event loops. */
final class ListeningChannels {

    private ListeningChannels() {}

    /**
     * Passes each channel that listens on a port to {@code found}, on the event loop of the channel. May return before.
     *
     * @param key the configuration key of the port; if it is configured as 0, the port in use counts
     */
    static void find(VertxInternal vertx, String key, Consumer<Channel> found) {
        int port = ConfigProvider.getConfig().getValue(key, Integer.class);
        for (EventExecutor executor : vertx.getAcceptorEventLoopGroup()) {
            executor.execute(() -> {
                Iterator<Channel> channels = ((SingleThreadEventLoop) executor).registeredChannelsIterator();
                while (channels.hasNext()) {
                    Channel channel = channels.next();
                    if (channel instanceof ServerChannel
                            && channel.localAddress() instanceof InetSocketAddress address
                            && address.getPort() == port) {
                        found.accept(channel);
                    }
                }
            });
        }
    }
}
