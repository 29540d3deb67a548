package org.acme.kit.dns;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.NioClient;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.WireParseException;
import org.xbill.DNS.io.IoClientFactory;

/**
 * Internal: the client of DNS servers with dnsjava. It asks over UDP, then over TCP if the answer was truncated (RFC 7766), with
 * EDNS0 (RFC 6891) and a fresh random id and source port for each question (RFC 5452). A reply to another question is dropped,
 * and the question is asked again. Thread-safe.
 */
@ApplicationScoped
public class DnsjavaResolver implements DnsResolver, AutoCloseable {

    /** The octets of a UDP answer that practically every path carries without fragmentation (DNS flag day 2020). */
    static final int UDP_PAYLOAD = 1232;

    private static final int EDNS = 0;
    private static final int NO_EDNS = -1;

    private final IoClientFactory sockets;
    private final Runnable closeSockets;
    private final DnsjavaEdns edns;
    private final Object lock = new Object();
    private boolean closed;

    /** Creates a resolver that asks over UDP on dnsjava's thread and over TCP on those of Vert.x. */
    @Inject
    public DnsjavaResolver(Vertx vertx) {
        this(new DnsjavaTcp(vertx));
    }

    private DnsjavaResolver(DnsjavaTcp tcp) {
        this(tcp, tcp::close, System::nanoTime);
    }

    /** Creates a resolver with a transport, which {@code closeSockets} closes, and a clock. */
    DnsjavaResolver(IoClientFactory sockets, Runnable closeSockets, LongSupplier nanoTime) {
        this.sockets = sockets;
        this.closeSockets = closeSockets;
        this.edns = new DnsjavaEdns(nanoTime);
    }

    @Override
    public Uni<DnsAnswer> ask(DnsQuestion question, Nameservers nameservers) {
        return Uni.createFrom().deferred(() -> follow(question, DnsjavaAliases.from(question), nameservers));
    }

    private Uni<DnsAnswer> follow(DnsQuestion question, DnsjavaAliases aliases, Nameservers nameservers) {
        return new DnsjavaTurns(question, aliases.end(), nameservers).ask(0).flatMap(reply -> {
            DnsjavaAliases longer = aliases.through(reply);
            return reply.settles(longer.end(), longer.length() > aliases.length())
                    ? Uni.createFrom().item(reply.answer(longer))
                    : follow(question, longer, nameservers);
        });
    }

    /**
     * The tries of one question: the servers in turn, until one has answered.
     *
     * <p>A server that timed out with EDNS is asked without it in the next round. If only one round is configured, such servers
     * get a second one. The other servers come first: a server is more often dead than behind a middlebox that drops EDNS.
     */
    private final class DnsjavaTurns {

        private final DnsQuestion question;
        private final Record asked;
        private final Nameservers nameservers;
        private final List<InetSocketAddress> servers;
        private final Set<InetSocketAddress> silent = ConcurrentHashMap.newKeySet();

        private DnsjavaTurns(DnsQuestion question, Name name, Nameservers nameservers) {
            this.question = question;
            this.asked = Record.newRecord(name, DnsjavaReply.type(question), DClass.IN);
            this.nameservers = nameservers;
            this.servers = nameservers.servers();
        }

        private Uni<DnsjavaReply> ask(int turn) {
            return ask(server(turn))
                    .onFailure()
                    .recoverWithUni(failure -> next(turn + 1)
                            .map(this::ask)
                            .orElseGet(() -> Uni.createFrom().failure(failure)));
        }

        private Optional<Integer> next(int turn) {
            int configured = servers.size() * nameservers.attempts();
            return IntStream.range(turn, Math.max(configured, 2 * servers.size()))
                    .filter(later -> later < configured || silent.contains(server(later)))
                    .boxed()
                    .findFirst();
        }

        private InetSocketAddress server(int turn) {
            return servers.get(turn % servers.size());
        }

        private Uni<DnsjavaReply> ask(InetSocketAddress server) {
            String address = SocketAddresses.format(server);
            boolean wasSilent = silent.remove(server);
            int version = wasSilent || edns.isAvoided(server) ? NO_EDNS : EDNS;
            return send(asked, server, nameservers.timeout(), version)
                    .invoke(() -> edns.heard(server, wasSilent))
                    .onItemOrFailure()
                    .transformToUni((message, failure) -> version == EDNS && isMisunderstood(message, failure)
                            ? send(asked, server, nameservers.timeout(), NO_EDNS)
                                    .invoke(() -> edns.heard(server, true))
                            : failure == null
                                    ? Uni.createFrom().item(message)
                                    : Uni.createFrom().failure(failure))
                    // dnsjava checks its time-outs only once a second.
                    .ifNoItem()
                    .after(nameservers.timeout())
                    .fail()
                    .onFailure(failure -> version == EDNS && isSilence(failure))
                    .invoke(() -> silent.add(server))
                    .onFailure()
                    .transform(failure -> new DnsFailure(question, address, reason(failure, nameservers)))
                    .map(message -> DnsjavaReply.checked(question, address, message));
        }
    }

    private Uni<Message> send(Record asked, InetSocketAddress server, Duration timeout, int edns) {
        return Uni.createFrom().completionStage(() -> {
            SimpleResolver resolver = new SimpleResolver(server);
            resolver.setIoClientFactory(sockets);
            resolver.setTimeout(timeout);
            resolver.setEDNS(edns, UDP_PAYLOAD, 0, List.of());
            return sendUnlessClosed(resolver, Message.newQuery(asked));
        });
    }

    /** Sends unless closed: after the end, dnsjava would start its thread again, and nothing would stop that one. */
    private CompletionStage<Message> sendUnlessClosed(SimpleResolver resolver, Message query) {
        synchronized (lock) {
            if (closed) {
                throw new IllegalStateException("the resolver is closed");
            }
            return resolver.sendAsync(query, Runnable::run);
        }
    }

    /** Tells whether an old server rejects EDNS: by code (RFC 6891, section 7), or by a reply without question or unparsable. */
    private static boolean isMisunderstood(@Nullable Message message, @Nullable Throwable failure) {
        return message == null
                ? failure instanceof WireParseException
                : message.getRcode() == Rcode.FORMERR || message.getRcode() == Rcode.NOTIMP;
    }

    /** Tells whether a failure is a time-out: that of the try or that of the connection, which have the same length. */
    private static boolean isSilence(Throwable failure) {
        return failure instanceof TimeoutException || failure instanceof SocketTimeoutException;
    }

    private static String reason(Throwable failure, Nameservers nameservers) {
        if (isSilence(failure)) {
            return "no answer within " + nameservers.timeout();
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    /** Stops dnsjava's one thread and its selector. Questions fail from now on, because they would start both again. */
    @Override
    @PreDestroy
    public void close() {
        synchronized (lock) {
            closed = true;
        }
        // Without the lock: this waits for dnsjava's thread, which may be about to send.
        NioClient.close();
        closeSockets.run();
    }
}
