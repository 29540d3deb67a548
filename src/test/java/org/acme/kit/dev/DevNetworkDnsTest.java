package org.acme.kit.dev;

import static org.acme.kit.dev.PricesNetwork.NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Rcode;

/** What the network's DNS server says of the copies, and how it fails. */
class DevNetworkDnsTest {

    private final PricesNetwork prices = new PricesNetwork();
    private final DevNetwork network = prices.network;

    @AfterEach
    void stop() {
        prices.close();
    }

    @Test
    void tellsDnsOfAddedAndRemovedCopiesAndOfTheirRank() throws Exception {
        network.remove(NAME, 0);
        network.ranks(NAME, 1, 5, 70);
        int added = network.add(NAME);

        assertThat(added).isEqualTo(3);
        assertThat(network.addresses(NAME)).hasSize(4);
        assertThat(prices.inDns())
                .containsExactlyInAnyOrder(
                        "5 70 " + prices.port(1), "10 10 " + prices.port(2), "10 10 " + prices.port(added));
        assertThat(List.of(prices.status(0), prices.status(added)))
                .as("a removed copy goes on")
                .containsOnly(200);
    }

    @Test
    void failsInDns() throws Exception {
        network.dnsHas(DnsSymptom.SERVFAIL);
        assertThat(prices.lookup().getRcode()).isEqualTo(Rcode.SERVFAIL);
        network.dnsHas(DnsSymptom.NXDOMAIN);
        assertThat(prices.lookup().getRcode()).isEqualTo(Rcode.NXDOMAIN);
        network.dnsHas(DnsSymptom.SILENT);
        // Two clocks of dnsjava may stop it, with a message each.
        assertThatThrownBy(() -> prices.lookup(Duration.ofMillis(500)))
                .isInstanceOf(IOException.class)
                .message()
                .containsIgnoringCase("timed out");
    }

    @Test
    void answersLaterInDns() throws Exception {
        network.dnsAnswersAfter(Duration.ofMillis(200));
        long start = System.nanoTime();

        assertThat(prices.lookup().getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(200_000_000);
    }

    @Test
    void putsAllBack() throws Exception {
        List<String> before = prices.inDns();
        network.has(NAME, 0, Symptom.REFUSES);
        network.answersAfter(NAME, 1, Duration.ofDays(1));
        network.ranks(NAME, 2, 1, 1);
        network.remove(NAME, 2);
        network.add(NAME);
        network.dnsHas(DnsSymptom.SILENT);
        network.dnsAnswersAfter(Duration.ofDays(1));

        network.reset();

        assertThat(List.of(prices.status(0), prices.status(1), prices.status(2)))
                .containsOnly(200);
        assertThat(prices.inDns()).containsExactlyInAnyOrderElementsOf(before);
        assertThat(network.addresses(NAME)).hasSize(3);
    }
}
