package org.acme.kit.dns;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.acme.kit.dns.DnsResolver.DnsAnswer;
import org.acme.kit.dns.DnsResolver.DnsAnswer.AddressRecord;
import org.acme.kit.dns.DnsResolver.DnsAnswer.SrvRecord;
import org.acme.kit.dns.DnsResolver.DnsFailure;
import org.acme.kit.dns.DnsResolver.DnsQuestion;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A reply of a server, as dnsjava's message; it converts dnsjava's types to those of this package. */
record DnsjavaReply(DnsQuestion question, String server, Message message) {

    /**
     * Returns the reply, if the message answers with records, or that there are none.
     *
     * @throws DnsFailure if it does not
     */
    static DnsjavaReply checked(DnsQuestion question, String server, Message message) {
        if (!isReply(message.getHeader())) {
            throw new DnsFailure(question, server, "what came back is no reply to one question");
        }
        int code = message.getRcode();
        if (code != Rcode.NOERROR && code != Rcode.NXDOMAIN) {
            throw new DnsFailure(question, server, "the server says " + Rcode.string(code));
        }
        if (message.getHeader().getFlag(Flags.TC)) {
            throw new DnsFailure(question, server, "the answer is cut short over TCP as well");
        }
        DnsjavaReply reply = new DnsjavaReply(question, server, message);
        if (reply.isReferral()) {
            throw new DnsFailure(question, server, "the server knows nothing about it and refers to others");
        }
        return reply;
    }

    static int type(DnsQuestion question) {
        return Type.value(question.type().name());
    }

    /** Returns the alias at a name; a name with an alias has no other records (RFC 1034, section 3.6.2). */
    Optional<CNAMERecord> alias(Name name) {
        return at(Section.ANSWER, CNAMERecord.class)
                .filter(record -> record.getName().equals(name))
                .findFirst();
    }

    /** Tells whether nothing is left to ask: the reply has the records, or says that there are none. */
    boolean settles(Name end, boolean behindNewAliases) {
        return message.getRcode() == Rcode.NXDOMAIN
                || at(Section.AUTHORITY, SOARecord.class).findAny().isPresent()
                || answers(end).findAny().isPresent()
                || !behindNewAliases;
    }

    DnsAnswer answer(DnsjavaAliases aliases) {
        List<Record> answers = answers(aliases.end()).toList();
        long timeToLive = answers.isEmpty()
                ? negativeTimeToLive()
                : answers.stream().mapToLong(Record::getTTL).min().getAsLong();
        return new DnsAnswer(
                server,
                Duration.ofSeconds(Math.min(timeToLive, aliases.timeToLive())),
                answers.stream().flatMap(DnsjavaReply::service).toList(),
                question.type() == DnsQuestion.Type.SRV
                        ? at(Section.ADDITIONAL, Record.class)
                                .flatMap(DnsjavaReply::address)
                                .toList()
                        : answers.stream().flatMap(DnsjavaReply::address).toList());
    }

    private Stream<Record> answers(Name name) {
        int type = type(question);
        return at(Section.ANSWER, Record.class)
                .filter(record -> record.getType() == type && record.getName().equals(name));
    }

    private <R extends Record> Stream<R> at(int section, Class<R> kind) {
        return message.getSection(section).stream()
                .filter(record -> kind.isInstance(record) && record.getDClass() == DClass.IN)
                .map(kind::cast);
    }

    /** Tells whether a message is a reply. dnsjava compares id and question only: an echo would pass, and mean «no records». */
    private static boolean isReply(Header header) {
        return header.getFlag(Flags.QR) && header.getOpcode() == Opcode.QUERY && header.getCount(Section.QUESTION) == 1;
    }

    /** Tells whether a server refers to others, because it is not responsible; with a SOA it is (RFC 2308, section 2.2). */
    private boolean isReferral() {
        return message.getRcode() == Rcode.NOERROR
                && message.getSection(Section.ANSWER).isEmpty()
                && at(Section.AUTHORITY, SOARecord.class).findAny().isEmpty()
                && message.getSection(Section.AUTHORITY).stream().anyMatch(record -> record.getType() == Type.NS);
    }

    private long negativeTimeToLive() {
        return at(Section.AUTHORITY, SOARecord.class)
                .mapToLong(soa -> Math.min(soa.getTTL(), seconds(soa.getMinimum())))
                .min()
                .orElse(0);
    }

    private static Stream<SrvRecord> service(Record record) {
        return record instanceof SRVRecord srv
                ? Stream.of(new SrvRecord(
                        srv.getPriority(),
                        srv.getWeight(),
                        srv.getPort(),
                        srv.getTarget().toString()))
                : Stream.empty();
    }

    private static Stream<AddressRecord> address(Record record) {
        InetAddress address = record instanceof ARecord a
                ? a.getAddress()
                : record instanceof AAAARecord aaaa ? aaaa.getAddress() : null;
        return address == null
                ? Stream.empty()
                : Stream.of(
                        new AddressRecord(record.getName().toString(), address, Duration.ofSeconds(record.getTTL())));
    }

    /** Converts a TTL: one with the first bit set means 0 (RFC 2181, section 8). dnsjava does this only for TTLs of records. */
    private static long seconds(long unsigned) {
        return unsigned > Integer.MAX_VALUE ? 0 : unsigned;
    }
}
