package org.acme.kit.discovery;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/**
 * Proves discovery against BIND, dnsmasq, Knot, NSD, Unbound and PowerDNS, and through dnsdist, which makes faults.
 *
 * <p>Run it with {@code .ci/real-dns}; {@code ./mvnw verify} leaves it out, the profile {@code real-dns} runs nothing else.
 */
@Timeout(45)
class RealDnsIT
        implements RealDnsAnswers,
                RealDnsAliases,
                RealDnsNothing,
                RealDnsTimes,
                RealDnsFaults,
                RealDnsLoss,
                RealDnsNetworks,
                RealDnsMany,
                RealDnsCuts,
                RealDnsLive,
                RealDnsChanges,
                RealDnsOutages,
                RealDnsSecondServer {

    @BeforeAll
    static void awaitTheLab() {
        RealDnsLab.folder();
        RealDnsLab.awaitAllServers();
    }

    @BeforeEach
    void forgetWhatOtherTestsChanged() {
        RealDnsLab.emptyTheCache();
    }

    @AfterAll
    static void printTheTable() {
        RealDnsTable.print();
    }
}
