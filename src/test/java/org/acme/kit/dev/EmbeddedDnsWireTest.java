package org.acme.kit.dev;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** The octets that come and go, over UDP and TCP. */
class EmbeddedDnsWireTest {

    private static final Vertx VERTX = Vertx.vertx();

    private final EmbeddedDns dns = new EmbeddedDns(VERTX, "test.", """
            $ORIGIN test.
            $TTL 5
            @     SOA ns hostmaster 1 60 30 3600 2
            @     NS  a
            a     A     192.0.2.1
            """);

    @AfterEach
    void close() {
        dns.close();
    }

    @AfterAll
    static void end() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void takesAnOfferOfLessThanPlainDnsForPlainDns() throws IOException {
        Message query = question();
        query.addRecord(new OPTRecord(1, 0, 0), Section.ADDITIONAL);

        assertThat(answers(overUdp(query.toWire()))).containsExactly("192.0.2.1");
    }

    @Test
    void answersSeveralQuestionsOnOneConnection() throws IOException {
        try (Socket socket =
                new Socket(dns.address().getAddress(), dns.address().getPort())) {
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            DataInputStream in = new DataInputStream(socket.getInputStream());
            for (int i = 0; i < 3; i++) {
                byte[] query = question().toWire();
                out.writeShort(query.length);
                out.write(query);
                byte[] reply = in.readNBytes(in.readUnsignedShort());

                assertThat(answers(reply)).containsExactly("192.0.2.1");
            }
        }
        assertThat(dns.questions()).isEqualTo(3);
    }

    @Test
    void goesOnAfterWhatIsNoQuestion() throws IOException {
        Message noQuestion = new Message(7);
        Message answer = question();
        answer.getHeader().setFlag(Flags.QR);
        for (byte[] bytes : List.of(new byte[] {1, 2, 3}, noQuestion.toWire(), answer.toWire())) {
            sendOverUdp(bytes);
            assertThat(closesConnectionAfter(bytes)).isTrue();
        }

        assertThat(answers(overUdp(question().toWire()))).hasSize(1);
        assertThat(dns.questions()).isEqualTo(1);
    }

    private void sendOverUdp(byte[] bytes) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(bytes, bytes.length, dns.address()));
        }
    }

    private byte[] overUdp(byte[] bytes) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(60_000);
            socket.send(new DatagramPacket(bytes, bytes.length, dns.address()));
            DatagramPacket reply = new DatagramPacket(new byte[65_535], 65_535);
            socket.receive(reply);
            return Arrays.copyOf(reply.getData(), reply.getLength());
        }
    }

    private boolean closesConnectionAfter(byte[] bytes) throws IOException {
        try (Socket socket =
                new Socket(dns.address().getAddress(), dns.address().getPort())) {
            socket.setSoTimeout(60_000);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeShort(bytes.length);
            out.write(bytes);
            return socket.getInputStream().read() == -1;
        }
    }

    private static Message question() throws IOException {
        return Message.newQuery(Record.newRecord(Name.fromString("a.test."), Type.A, DClass.IN));
    }

    private static List<String> answers(byte[] reply) throws IOException {
        return new Message(reply)
                .getSection(Section.ANSWER).stream().map(Record::rdataToString).toList();
    }
}
