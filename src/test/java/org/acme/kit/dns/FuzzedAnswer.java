package org.acme.kit.dns;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.acme.kit.dns.DnsResolver.DnsAnswer;
import org.acme.kit.dns.DnsResolver.DnsQuestion;
import org.xbill.DNS.DNSOutput;
import org.xbill.DNS.Message;
import org.xbill.DNS.io.IoClientFactory;
import org.xbill.DNS.io.TcpIoClient;
import org.xbill.DNS.io.UdpIoClient;

/**
 * Replies to every question with the same octets, without sockets, but for the id, which is that of the question.
 *
 * <p>The two octets where the id was say more: what is asked (SRV, A, AAAA), and whether the reply repeats its question as
 * a right one does (odd) or as it stands there.
 */
final class FuzzedAnswer implements IoClientFactory, UdpIoClient, TcpIoClient {

    private static final int HEADER = 12;
    private static final Nameservers SERVER =
            new Nameservers(List.of(new InetSocketAddress("192.0.2.53", 53)), List.of(), 1, Duration.ofSeconds(30), 1);

    final List<byte[]> replies = new ArrayList<>();
    private final byte[] octets;

    FuzzedAnswer(byte[] octets) {
        this.octets = octets;
    }

    DnsQuestion question() {
        DnsQuestion.Type[] types = DnsQuestion.Type.values();
        return new DnsQuestion("_http._tcp.x.test.", types[octets.length == 0 ? 0 : (octets[0] & 0xff) % types.length]);
    }

    /** Returns what the resolver makes of it: an answer or a failure; whatever else comes out of it is a bug. */
    DnsAnswer ask() {
        return new DnsjavaResolver(this, () -> {}, System::nanoTime)
                .ask(question(), SERVER)
                .await()
                .indefinitely();
    }

    @Override
    public UdpIoClient createOrGetUdpClient() {
        return this;
    }

    @Override
    public TcpIoClient createOrGetTcpClient() {
        return this;
    }

    @Override
    public CompletableFuture<byte[]> sendAndReceiveUdp(
            InetSocketAddress local, InetSocketAddress server, Message query, byte[] data, int max, Duration timeout) {
        return reply(query);
    }

    @Override
    public CompletableFuture<byte[]> sendAndReceiveTcp(
            InetSocketAddress local, InetSocketAddress server, Message query, byte[] data, Duration timeout) {
        return reply(query);
    }

    private CompletableFuture<byte[]> reply(Message query) {
        byte[] reply = octets.length > HEADER && octets[1] % 2 != 0 ? withQuestion(query) : octets.clone();
        if (reply.length > 1) {
            reply[0] = (byte) (query.getHeader().getID() >> 8);
            reply[1] = (byte) query.getHeader().getID();
        }
        replies.add(reply);
        return CompletableFuture.completedFuture(reply);
    }

    private byte[] withQuestion(Message query) {
        DNSOutput out = new DNSOutput();
        out.writeByteArray(octets, 0, HEADER);
        query.getQuestion().getName().toWire(out, null);
        out.writeU16(query.getQuestion().getType());
        out.writeU16(query.getQuestion().getDClass());
        out.writeByteArray(octets, HEADER, octets.length - HEADER);
        byte[] reply = out.toByteArray();
        reply[4] = 0;
        reply[5] = 1;
        return reply;
    }
}
