package org.acme.kit.dns;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetSocketAddress;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.NioClient;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;

/**
 * Asks real servers with dnsjava: UDP first, TCP if the answer was cut short (RFC 7766), EDNS0 (RFC 6891), a fresh random
 * id and source port for each question (RFC 5452). A reply to anything else than the question counts as a failed try.
 */
@ApplicationScoped
public class DnsjavaResolver implements DnsResolver {

    /** What fits into one unfragmented datagram on practically every path (DNS flag day 2020). */
    static final int UDP_PAYLOAD = 1232;

    @Override
    public Uni<DnsAnswer> ask(DnsQuestion question, Nameservers nameservers) {
        return Uni.createFrom().deferred(() -> follow(question, DnsjavaAliases.from(question), nameservers));
    }

    private Uni<DnsAnswer> follow(DnsQuestion question, DnsjavaAliases aliases, Nameservers nameservers) {
        return askInTurn(question, aliases.end(), nameservers, 0).flatMap(reply -> {
            DnsjavaAliases longer = aliases.through(reply);
            return reply.settles(longer.end(), longer.length() > aliases.length())
                    ? Uni.createFrom().item(reply.answer(longer))
                    : follow(question, longer, nameservers);
        });
    }

    private Uni<DnsjavaReply> askInTurn(DnsQuestion question, Name name, Nameservers nameservers, int tried) {
        List<InetSocketAddress> servers = nameservers.servers();
        InetSocketAddress server = servers.get(tried % servers.size());
        Uni<DnsjavaReply> reply = askOne(question, name, nameservers, server);
        return tried + 1 == servers.size() * nameservers.attempts()
                ? reply
                : reply.onFailure().recoverWithUni(() -> askInTurn(question, name, nameservers, tried + 1));
    }

    private static Uni<DnsjavaReply> askOne(
            DnsQuestion question, Name name, Nameservers nameservers, InetSocketAddress server) {
        String address = SocketAddresses.format(server);
        SimpleResolver resolver = new SimpleResolver(server);
        resolver.setTimeout(nameservers.timeout());
        resolver.setEDNS(0, UDP_PAYLOAD, 0, List.of());
        Message query = Message.newQuery(Record.newRecord(name, DnsjavaReply.type(question), DClass.IN));
        return Uni.createFrom()
                .completionStage(() -> resolver.sendAsync(query, Runnable::run))
                // dnsjava looks at its clock once a second only.
                .ifNoItem()
                .after(nameservers.timeout())
                .failWith(() -> new DnsFailure(question, address, "no answer within " + nameservers.timeout()))
                .onFailure(failure -> !(failure instanceof DnsFailure))
                .transform(failure -> new DnsFailure(question, address, String.valueOf(failure.getMessage())))
                .map(message -> DnsjavaReply.checked(question, address, message));
    }

    /** Ends dnsjava's one thread and its selector; it starts again with the next question. */
    @PreDestroy
    void close() {
        NioClient.close();
    }
}
