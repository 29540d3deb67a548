package org.acme.kit.dev;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Master;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SetResponse;
import org.xbill.DNS.Type;
import org.xbill.DNS.Zone;

/** A zone that answers questions as an authoritative server does (RFC 1034, section 4.3.2). */
final class EmbeddedZone {

    private static final int MAX_ALIASES = 16;

    private final Zone zone;

    /** Reads a zone from a master file (RFC 1035, section 5). */
    EmbeddedZone(String origin, String masterFile) {
        try (Master master = new Master(
                new ByteArrayInputStream(masterFile.getBytes(StandardCharsets.US_ASCII)), Name.fromString(origin))) {
            List<Record> records = new ArrayList<>();
            for (Record record = master.nextRecord(); record != null; record = master.nextRecord()) {
                records.add(record);
            }
            zone = new Zone(Name.fromString(origin), records.toArray(Record[]::new));
        } catch (IOException malformed) {
            throw new UncheckedIOException("Zone " + origin + " is malformed: " + malformed.getMessage(), malformed);
        }
    }

    /** Returns a failure as the answer to any question. It has no SOA, so the client decides how long the failure holds. */
    static Message failure(Message query, int rcode) {
        Message reply = replyTo(query);
        reply.getHeader().setRcode(rcode);
        return reply;
    }

    Message answer(Message query) {
        Message reply = replyTo(query);
        Name name = query.getQuestion().getName();
        if (!name.subdomain(zone.getOrigin())) {
            reply.getHeader().setRcode(Rcode.REFUSED);
            return reply;
        }
        reply.getHeader().setFlag(Flags.AA);
        answer(reply, name, query.getQuestion().getType());
        return reply;
    }

    private static Message replyTo(Message query) {
        Message reply = new Message(query.getHeader().getID());
        reply.getHeader().setFlag(Flags.QR);
        reply.addRecord(query.getQuestion(), Section.QUESTION);
        if (query.getOPT() != null) {
            reply.addRecord(new OPTRecord(query.getOPT().getPayloadSize(), 0, 0), Section.ADDITIONAL);
        }
        return reply;
    }

    private void answer(Message reply, Name asked, int type) {
        Name name = asked;
        SetResponse found = zone.findRecords(name, type);
        for (int aliases = 0; found.isCNAME() && aliases < MAX_ALIASES; aliases++) {
            reply.addRecord(found.getCNAME().withName(name), Section.ANSWER);
            name = found.getCNAME().getTarget();
            found = zone.findRecords(name, type);
        }
        if (found.isSuccessful()) {
            found.answers().forEach(set -> add(set, reply, Section.ANSWER));
            reply.getSection(Section.ANSWER).forEach(record -> addGlue(record, reply));
        } else if (name.subdomain(zone.getOrigin()) && !found.isCNAME()) {
            reply.getHeader().setRcode(found.isNXDOMAIN() ? Rcode.NXDOMAIN : Rcode.NOERROR);
            reply.addRecord(zone.getSOA(), Section.AUTHORITY);
        }
    }

    private void addGlue(Record record, Message reply) {
        if (record instanceof SRVRecord service && service.getTarget().subdomain(zone.getOrigin())) {
            for (int family : new int[] {Type.A, Type.AAAA}) {
                SetResponse addresses = zone.findRecords(service.getTarget(), family);
                if (addresses.isSuccessful()) {
                    addresses.answers().forEach(set -> add(set, reply, Section.ADDITIONAL));
                }
            }
        }
    }

    private static void add(RRset set, Message reply, int section) {
        set.rrs().stream()
                .filter(record -> !reply.findRecord(record, section))
                .forEach(record -> reply.addRecord(record, section));
    }
}
