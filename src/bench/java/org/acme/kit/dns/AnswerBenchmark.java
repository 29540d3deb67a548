package org.acme.kit.dns;

import java.io.IOException;
import org.acme.kit.dns.DnsResolver.DnsAnswer;
import org.acme.kit.dns.DnsResolver.DnsQuestion;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Reads the octets of an answer that names 60 targets and their addresses. */
@State(Scope.Benchmark)
@Fork(1)
public class AnswerBenchmark {

    private static final int TARGETS = 60;

    private final DnsQuestion question = new DnsQuestion("_http._tcp.strings.test", DnsQuestion.Type.SRV);
    private byte[] octets;

    @Setup
    public void write() throws IOException {
        Name name = Name.fromString(question.name(), Name.root);
        Message message = new Message(1);
        message.getHeader().setFlag(Flags.QR);
        message.addRecord(Record.newRecord(name, Type.SRV, DClass.IN), Section.QUESTION);
        for (int index = 0; index < TARGETS; index++) {
            Name target = Name.fromString("host-" + index + ".strings.test.");
            message.addRecord(record(name, Type.SRV, "10 10 8080 " + target), Section.ANSWER);
            message.addRecord(record(target, Type.A, "192.0.2." + index), Section.ADDITIONAL);
        }
        octets = message.toWire();
    }

    private static Record record(Name name, int type, String data) throws IOException {
        return Record.fromString(name, type, DClass.IN, 60, data, Name.root);
    }

    @Benchmark
    public DnsAnswer sixtyTargets() throws IOException {
        DnsjavaReply reply = DnsjavaReply.checked(question, "127.0.0.1:53", new Message(octets));
        return reply.answer(DnsjavaAliases.from(question).through(reply));
    }
}
