package org.acme.kit.discovery;

import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.acme.kit.discovery.ServiceLookup.Found;
import org.acme.kit.dns.DnsResolver;
import org.acme.kit.dns.DnsResolver.DnsAnswer;
import org.acme.kit.dns.DnsResolver.DnsAnswer.AddressRecord;
import org.acme.kit.dns.DnsResolver.DnsAnswer.SrvRecord;
import org.acme.kit.dns.DnsResolver.DnsFailure;
import org.acme.kit.dns.DnsResolver.DnsQuestion;
import org.acme.kit.dns.DnsResolver.DnsQuestion.Type;
import org.acme.kit.dns.Nameservers;

/** Answers from memory at once; what it was not told does not exist. */
final class FakeResolver implements DnsResolver {

    static final String SERVER = "192.0.2.53:53";

    private final Map<DnsQuestion, Uni<DnsAnswer>> answers = new HashMap<>();
    final List<DnsQuestion> asked = new ArrayList<>();
    Nameservers nameservers;

    @Override
    public synchronized Uni<DnsAnswer> ask(DnsQuestion question, Nameservers nameservers) {
        asked.add(question);
        this.nameservers = nameservers;
        return answers.getOrDefault(question, Uni.createFrom().item(answer(5, List.of(), List.of())));
    }

    FakeResolver services(String name, int timeToLive, SrvRecord... records) {
        return answer(new DnsQuestion(name, Type.SRV), answer(timeToLive, List.of(records), List.of()));
    }

    FakeResolver addresses(String host, int timeToLive, String... addresses) {
        for (Type family : List.of(Type.A, Type.AAAA)) {
            List<AddressRecord> records = new ArrayList<>();
            for (String address : addresses) {
                if (address.contains(":") == (family == Type.AAAA)) {
                    records.add(address(host, timeToLive, address));
                }
            }
            answer(new DnsQuestion(host, family), answer(timeToLive, List.of(), records));
        }
        return this;
    }

    FakeResolver answer(DnsQuestion question, DnsAnswer answer) {
        return answer(question, Uni.createFrom().item(answer));
    }

    FakeResolver answer(DnsQuestion question, Uni<DnsAnswer> answer) {
        answers.put(question, answer);
        return this;
    }

    FakeResolver fails(String name, Type type) {
        DnsQuestion question = new DnsQuestion(name, type);
        return answer(question, Uni.createFrom().failure(new DnsFailure(question, SERVER, "the server says SERVFAIL")));
    }

    /** Returns what a lookup makes of these records, where nothing is known yet. */
    Found resolve(SrvRecord... records) {
        return resolve(List.of(), List.of(), records);
    }

    /** Returns what a lookup makes of these records and the addresses that came with them. */
    Found resolve(List<DnsInstance> known, List<AddressRecord> glue, SrvRecord... records) {
        return new SrvLookup(new HostLookup(this, Examples.HOST), known, 0)
                .resolve(answer(60, List.of(records), glue))
                .await()
                .indefinitely();
    }

    static DnsAnswer answer(int timeToLive, List<SrvRecord> services, List<AddressRecord> addresses) {
        return new DnsAnswer(SERVER, Duration.ofSeconds(timeToLive), services, addresses);
    }

    static AddressRecord address(String host, int timeToLive, String address) {
        return new AddressRecord(host, ip(address), Duration.ofSeconds(timeToLive));
    }

    static SrvRecord srv(int priority, int weight, int port, String target) {
        return new SrvRecord(priority, weight, port, target);
    }

    static InetAddress ip(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
