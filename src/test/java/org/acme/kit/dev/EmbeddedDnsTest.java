package org.acme.kit.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.acme.kit.discovery.Await;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

class EmbeddedDnsTest {

    private static final String HEAD = """
            $ORIGIN test.
            $TTL 5
            @     SOA ns hostmaster 1 60 30 3600 2
            @     NS  ns
            ns    A   127.0.0.1
            """;
    private static final String ZONE = HEAD + """
            _http._tcp.x SRV 1 2 80 a
            _http._tcp.x SRV 1 2 80 example.com.
            a     A     192.0.2.1
            a     AAAA  2001:db8::1
            alias CNAME a
            out   CNAME example.com.
            loop  CNAME loop2
            loop2 CNAME loop
            *.wild A    192.0.2.7
            """;
    private static final Vertx VERTX = Vertx.vertx();

    private final EmbeddedDns dns = new EmbeddedDns(VERTX, "test.", ZONE);

    @AfterEach
    void close() {
        dns.close();
    }

    @AfterAll
    static void end() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void answersWithTheRecordsOfTheZone() throws IOException {
        Message reply = ask("a.test.", Type.A);

        assertThat(answers(reply)).containsExactly("192.0.2.1");
        assertThat(reply.getHeader().getFlag(Flags.AA)).isTrue();
        assertThat(reply.getHeader().getFlag(Flags.QR)).isTrue();
        assertThat(reply.getHeader().getFlag(Flags.RD)).isTrue();
    }

    @Test
    void addsTheAddressesOfTargetsItKnows() throws IOException {
        Message reply = ask("_http._tcp.x.test.", Type.SRV);

        assertThat(answers(reply)).containsExactlyInAnyOrder("1 2 80 a.test.", "1 2 80 example.com.");
        assertThat(reply.getSection(Section.ADDITIONAL))
                .filteredOn(record -> record.getType() != Type.OPT)
                .extracting(Record::rdataToString)
                .containsExactly("192.0.2.1", "2001:db8:0:0:0:0:0:1");
    }

    @Test
    void followsAliases() throws IOException {
        assertThat(answers(ask("alias.test.", Type.A))).containsExactly("a.test.", "192.0.2.1");
    }

    @Test
    void leavesAliasesOutOfTheZoneToOthers() throws IOException {
        Message reply = ask("out.test.", Type.A);

        assertThat(answers(reply)).containsExactly("example.com.");
        assertThat(reply.getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(reply.getSection(Section.AUTHORITY)).isEmpty();
    }

    @Test
    void endsALoopOfAliases() throws IOException {
        assertThat(answers(ask("loop.test.", Type.A))).contains("loop2.test.", "loop.test.");
    }

    @Test
    void answersForNamesUnderAWildcard() throws IOException {
        assertThat(answers(ask("any.wild.test.", Type.A))).containsExactly("192.0.2.7");
    }

    @Test
    void saysWithItsSoaThatThereIsNothing() throws IOException {
        Message noData = ask("ns.test.", Type.AAAA);
        Message noName = ask("none.test.", Type.A);

        assertThat(noData.getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(noName.getRcode()).isEqualTo(Rcode.NXDOMAIN);
        assertThat(List.of(noData, noName))
                .allSatisfy(reply -> assertThat(reply.getSection(Section.AUTHORITY))
                        .extracting(Record::getType)
                        .containsExactly(Type.SOA));
    }

    @Test
    void refusesOtherZones() throws IOException {
        assertThat(ask("example.com.", Type.A).getRcode()).isEqualTo(Rcode.REFUSED);
    }

    @Test
    void cutsShortWhatIsTooLongForTheDatagramAndSendsItAllOverTcp() throws IOException {
        String many = IntStream.range(0, 60)
                .mapToObj(i -> "_http._tcp.y SRV 1 2 80 target" + i + "\n")
                .collect(Collectors.joining());
        dns.replace("test.", HEAD + many);
        SimpleResolver udp = resolver();
        udp.setIgnoreTruncation(true);

        Message cut = udp.send(query("_http._tcp.y.test.", Type.SRV));

        assertThat(cut.getHeader().getFlag(Flags.TC)).isTrue();
        assertThat(cut.getSection(Section.ANSWER)).hasSizeLessThan(60);
        assertThat(ask("_http._tcp.y.test.", Type.SRV).getSection(Section.ANSWER))
                .hasSize(60);
    }

    @Test
    void refusesAMalformedZone() {
        assertThatThrownBy(() -> dns.replace("test.", "a A nowhere"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("Zone test. is malformed: ");
    }

    private Message ask(String name, int type) throws IOException {
        return resolver().send(query(name, type));
    }

    private SimpleResolver resolver() {
        SimpleResolver resolver = new SimpleResolver(dns.address());
        resolver.setTimeout(Await.PATIENCE);
        return resolver;
    }

    private static Message query(String name, int type) throws IOException {
        return Message.newQuery(Record.newRecord(Name.fromString(name), type, DClass.IN));
    }

    private static List<String> answers(Message reply) {
        return reply.getSection(Section.ANSWER).stream()
                .map(Record::rdataToString)
                .toList();
    }
}
