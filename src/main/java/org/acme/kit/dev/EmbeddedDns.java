package org.acme.kit.dev;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramPacket;
import io.vertx.core.datagram.DatagramSocket;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/** Internal: a DNS server for one zone, over UDP and TCP on a free port of the loopback interface. Thread-safe. */
public final class EmbeddedDns implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final int WITHOUT_EDNS = 512;
    private static final int TRIES = 20;

    private final NetServer tcp;
    private final DatagramSocket udp;
    private final AtomicInteger questions = new AtomicInteger();
    private final Vertx vertx;
    private volatile EmbeddedZone zone;
    private volatile DnsSymptom symptom = DnsSymptom.NONE;
    private volatile Duration delay = Duration.ZERO;
    private volatile boolean closed;

    /**
     * Starts the server and waits for its sockets.
     *
     * @param origin the name of the zone, with its last dot
     * @param masterFile the records (RFC 1035, section 5), SOA and NS among them
     * @throws java.io.UncheckedIOException if the records are malformed
     */
    public EmbeddedDns(Vertx vertx, String origin, String masterFile) {
        this.vertx = vertx;
        zone = new EmbeddedZone(origin, masterFile);
        udp = vertx.createDatagramSocket().handler(this::serve);
        tcp = listen(TRIES);
    }

    /** Listens on a port that is free for both: one that is free for TCP may be taken for UDP. */
    private NetServer listen(int tries) {
        NetServer server = vertx.createNetServer().connectHandler(this::serve);
        await(server.listen(0, LOOPBACK));
        try {
            await(udp.listen(server.actualPort(), LOOPBACK));
            return server;
        } catch (CompletionException portIsTaken) {
            await(server.close());
            if (tries == 1) {
                throw portIsTaken;
            }
            return listen(tries - 1);
        }
    }

    /** Returns the address of the server, the same for UDP and TCP. */
    public InetSocketAddress address() {
        return new InetSocketAddress(LOOPBACK, tcp.actualPort());
    }

    /** Returns how many questions it has been asked, over UDP and TCP. */
    public int questions() {
        return questions.get();
    }

    /** Replaces the records, from the next question on. */
    public void replace(String origin, String masterFile) {
        zone = new EmbeddedZone(origin, masterFile);
    }

    /** Gives the server a symptom, from the next question on. */
    void has(DnsSymptom next) {
        symptom = next;
    }

    /** Delays each answer. */
    void answersAfter(Duration next) {
        delay = next;
    }

    DnsSymptom symptom() {
        return symptom;
    }

    Duration delay() {
        return delay;
    }

    @Override
    public void close() {
        closed = true;
        await(udp.close());
        await(tcp.close());
    }

    private void serve(DatagramPacket packet) {
        try {
            Message query = new Message(packet.data().getBytes());
            if (isQuestion(query)) {
                // Less than 512 octets are taken for 512 (RFC 6891, section 6.2.3).
                int offered = query.getOPT() == null ? 0 : query.getOPT().getPayloadSize();
                answer(
                        query,
                        reply -> udp.send(
                                Buffer.buffer(reply.toWire(Math.max(WITHOUT_EDNS, offered))),
                                packet.sender().port(),
                                packet.sender().host()));
            }
        } catch (IOException malformed) {
            // Not a question: no answer, as from a real server.
        }
    }

    private void serve(NetSocket socket) {
        // Each message is preceded by its length in two octets (RFC 1035, section 4.2.2).
        RecordParser parser = RecordParser.newFixed(2, socket);
        parser.handler(new Handler<>() {
            private boolean lengthIsNext = true;

            @Override
            public void handle(Buffer part) {
                parser.fixedSizeMode(lengthIsNext ? Math.max(1, part.getUnsignedShort(0)) : 2);
                if (!lengthIsNext) {
                    serve(part, socket);
                }
                lengthIsNext = !lengthIsNext;
            }
        });
    }

    private void serve(Buffer question, NetSocket socket) {
        try {
            Message query = new Message(question.getBytes());
            if (isQuestion(query)) {
                answer(query, reply -> {
                    byte[] bytes = reply.toWire();
                    socket.write(
                            Buffer.buffer().appendUnsignedShort(bytes.length).appendBytes(bytes));
                });
            } else {
                socket.close();
            }
        } catch (IOException malformed) {
            socket.close();
        }
    }

    private static boolean isQuestion(Message message) {
        return message.getQuestion() != null && !message.getHeader().getFlag(Flags.QR);
    }

    private void answer(Message query, Consumer<Message> send) {
        questions.incrementAndGet();
        if (symptom == DnsSymptom.SILENT) {
            return;
        }
        Message reply = switch (symptom) {
            case SERVFAIL -> EmbeddedZone.failure(query, Rcode.SERVFAIL);
            case NXDOMAIN -> EmbeddedZone.failure(query, Rcode.NXDOMAIN);
            default -> zone.answer(query);
        };
        if (query.getHeader().getFlag(Flags.RD)) {
            reply.getHeader().setFlag(Flags.RD);
        }
        if (delay.isZero()) {
            send.accept(reply);
        } else {
            vertx.setTimer(Math.max(1, delay.toMillis()), late -> {
                if (!closed) {
                    send.accept(reply);
                }
            });
        }
    }

    /** Waits for a socket. */
    static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
