package org.acme.kit.dns;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.parsetools.RecordParser;
import java.io.EOFException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.CallerRunsPolicy;
import java.util.concurrent.TimeUnit;
import org.xbill.DNS.Message;
import org.xbill.DNS.io.DefaultIoClientFactory;
import org.xbill.DNS.io.IoClientFactory;
import org.xbill.DNS.io.TcpIoClient;
import org.xbill.DNS.io.UdpIoClient;

/**
 * The TCP client for dnsjava, with a connection for each question; TCP is used only after a truncated answer. Thread-safe.
 *
 * <p>dnsjava's own client keeps one connection per server for ever. If that was cut unnoticed, or half a message left it out of
 * step, every later question would fail.
 */
final class DnsjavaTcp implements IoClientFactory, TcpIoClient {

    private final IoClientFactory dnsjava = new DefaultIoClientFactory();
    private final Vertx vertx;
    private final NetClient client;
    // An answer of 64 KB takes milliseconds to read, too long for an event loop. The thread ends when it is not needed.
    private final ExecutorService replies = new ThreadPoolExecutor(
            0, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), DnsjavaTcp::thread, new CallerRunsPolicy());

    DnsjavaTcp(Vertx vertx) {
        this.vertx = vertx;
        this.client = vertx.createNetClient();
    }

    @Override
    public UdpIoClient createOrGetUdpClient() {
        return dnsjava.createOrGetUdpClient();
    }

    @Override
    public TcpIoClient createOrGetTcpClient() {
        return this;
    }

    @Override
    public CompletableFuture<byte[]> sendAndReceiveTcp(
            InetSocketAddress local, InetSocketAddress server, Message query, byte[] data, Duration timeout) {
        CompletableFuture<byte[]> reply = new CompletableFuture<>();
        long timer = vertx.setTimer(
                Math.max(1, timeout.toMillis()),
                id -> reply.completeExceptionally(new SocketTimeoutException("no answer over TCP")));
        reply.whenComplete((message, failure) -> vertx.cancelTimer(timer));
        client.connect(SocketAddress.inetSocketAddress(server))
                .onSuccess(socket -> exchange(socket, data, reply))
                .onFailure(reply::completeExceptionally);
        return reply;
    }

    private static Thread thread(Runnable replies) {
        Thread thread = new Thread(replies, "dns-tcp");
        thread.setDaemon(true);
        return thread;
    }

    private void exchange(NetSocket socket, byte[] data, CompletableFuture<byte[]> reply) {
        reply.whenComplete((message, failure) -> socket.close());
        // On the same thread as the answer, so that the close of a server does not overtake its answer.
        socket.closeHandler(closed ->
                replies.execute(() -> reply.completeExceptionally(new EOFException("connection closed over TCP"))));
        // Each message is preceded by its length in two octets (RFC 1035, section 4.2.2).
        RecordParser parser = RecordParser.newFixed(2);
        parser.handler(length -> {
            parser.fixedSizeMode(Math.max(1, length.getUnsignedShort(0)));
            parser.handler(message -> replies.execute(() -> reply.complete(message.getBytes())));
        });
        socket.handler(parser);
        socket.write(Buffer.buffer().appendUnsignedShort(data.length).appendBytes(data));
    }

    void close() {
        client.close();
        replies.shutdown();
    }
}
