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

/** The channels on which connections are accepted. Vert.x 4.5 has no hook there; they are to be found in its event loops. */
final class ListeningChannels {

    private ListeningChannels() {}

    /** Hands over, each on its event loop, those that listen on the port of this key: the one in use, where 0 is configured. */
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
