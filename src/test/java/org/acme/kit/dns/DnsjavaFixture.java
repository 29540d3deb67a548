package org.acme.kit.dns;

import io.vertx.core.Vertx;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.acme.kit.discovery.Await;
import org.acme.kit.dns.DnsResolver.DnsAnswer;
import org.acme.kit.dns.DnsResolver.DnsQuestion;
import org.acme.kit.dns.DnsResolver.DnsQuestion.Type;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** Brings a resolver and servers to ask, and ends them. */
class DnsjavaFixture {

    static final DnsQuestion SRV = new DnsQuestion("_http._tcp.x.test.", Type.SRV);
    static final DnsQuestion A = new DnsQuestion("a.test.", Type.A);
    /** Shorter than the test itself waits, so that a failure names the server. */
    static final Duration PATIENT = Await.PATIENCE.dividedBy(2);

    private static Vertx vertx;
    private static DnsjavaResolver resolver;
    private final List<ScriptedDns> servers = new ArrayList<>();

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        resolver = new DnsjavaResolver(vertx);
    }

    @AfterAll
    static void end() {
        resolver.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void closeServers() {
        servers.forEach(ScriptedDns::close);
    }

    ScriptedDns server(ScriptedDns.Script script) {
        return keep(new ScriptedDns(script));
    }

    ScriptedDns keep(ScriptedDns server) {
        servers.add(server);
        return server;
    }

    DnsAnswer ask(DnsQuestion question, ScriptedDns... servers) {
        return ask(question, PATIENT, servers);
    }

    DnsAnswer ask(DnsQuestion question, Duration timeout, ScriptedDns... servers) {
        List<InetSocketAddress> addresses =
                Arrays.stream(servers).map(ScriptedDns::address).toList();
        return ask(question, new Nameservers(addresses, List.of(), 1, timeout, 1));
    }

    DnsAnswer ask(DnsQuestion question, Nameservers nameservers) {
        return resolver.ask(question, nameservers).await().atMost(Await.PATIENCE);
    }
}
