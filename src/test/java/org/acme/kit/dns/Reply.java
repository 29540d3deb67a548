package org.acme.kit.dns;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Master;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** Builds the reply to a question record by record, each in the form of master files: {@code a.test. 60 A 192.0.2.1}. */
final class Reply {

    private final Message message;

    private Reply(Message query) {
        message = new Message(query.getHeader().getID());
        message.getHeader().setFlag(Flags.QR);
        message.addRecord(query.getQuestion(), Section.QUESTION);
    }

    static Reply to(ScriptedDns.Query query) throws IOException {
        return new Reply(new Message(query.bytes()));
    }

    /** Returns a script that answers each question with these records. */
    static ScriptedDns.Script of(String... records) {
        return query -> to(query).answer(records).bytes();
    }

    /** Returns a script that answers each question with this code alone. */
    static ScriptedDns.Script code(int rcode) {
        return query -> to(query).rcode(rcode).bytes();
    }

    static ScriptedDns.Script silence() {
        return query -> null;
    }

    Reply answer(String... records) throws IOException {
        return add(Section.ANSWER, records);
    }

    Reply authority(String... records) throws IOException {
        return add(Section.AUTHORITY, records);
    }

    Reply additional(String... records) throws IOException {
        return add(Section.ADDITIONAL, records);
    }

    Reply rcode(int rcode) {
        message.getHeader().setRcode(rcode);
        return this;
    }

    Reply noSuchName() {
        return rcode(Rcode.NXDOMAIN);
    }

    Reply cutShort() {
        message.getHeader().setFlag(Flags.TC);
        return this;
    }

    Reply id(int id) {
        message.getHeader().setID(id & 0xffff);
        return this;
    }

    Reply question(String record) throws IOException {
        message.removeAllRecords(Section.QUESTION);
        Record question = parse(record);
        message.addRecord(Record.newRecord(question.getName(), question.getType(), question.getDClass()), 0);
        return this;
    }

    byte[] bytes() {
        return message.toWire();
    }

    private Reply add(int section, String... records) throws IOException {
        for (String record : records) {
            message.addRecord(parse(record), section);
        }
        return this;
    }

    private static Record parse(String text) throws IOException {
        try (Master master = new Master(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)))) {
            return master.nextRecord();
        }
    }
}
