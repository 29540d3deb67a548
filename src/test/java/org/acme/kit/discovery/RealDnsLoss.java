package org.acme.kit.discovery;

import static org.acme.kit.discovery.RealDnsServer.DNSDIST;
import static org.acme.kit.discovery.RealDnsTable.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Multi;
import java.time.Duration;
import java.util.List;
import org.acme.kit.dns.DnsResolver.DnsFailure;
import org.acme.kit.dns.DnsResolver.DnsQuestion;
import org.acme.kit.dns.Nameservers;
import org.junit.jupiter.api.Test;

/** A network that loses every other question. The bounds are met by chance but once in ten million runs. */
interface RealDnsLoss {

    int LOOKUPS = 40;

    @Test
    default void losesHalfOfTheAnswersWithOneTry() {
        row("half lost, 1 try", DNSDIST, () -> {
            long answered = answered(1);
            assertThat(answered).isBetween(4L, 36L);
            return answered + " of 40";
        });
    }

    @Test
    default void getsNearlyAllAnswersWithFiveTries() {
        row("half lost, 5 tries", DNSDIST, () -> {
            long answered = answered(5);
            assertThat(answered).isBetween(30L, 40L);
            return answered + " of 40";
        });
    }

    /** Counts the complete answers; all the others must be failures that name server and reason. */
    private static long answered(int attempts) {
        Nameservers base = DNSDIST.nameservers();
        Nameservers nameservers = new Nameservers(base.servers(), List.of(), 1, Duration.ofMillis(300), attempts);
        DnsQuestion question = new DnsQuestion("_http._tcp.longttl.test.", DnsQuestion.Type.SRV);
        List<String> outcomes = Multi.createFrom()
                .range(0, LOOKUPS)
                .onItem()
                .transformToUniAndMerge(i -> RealDnsLookups.RESOLVER
                        .ask(question, nameservers)
                        .map(answer -> answer.services().toString())
                        .onFailure(DnsFailure.class)
                        .recoverWithItem(Throwable::getMessage))
                .collect()
                .asList()
                .await()
                .atMost(Await.PATIENCE);
        String complete = "[SrvRecord[priority=0, weight=0, port=8081, target=s1.test.]]";
        assertThat(outcomes)
                .hasSize(LOOKUPS)
                .isSubsetOf(complete, "SRV _http._tcp.longttl.test. asked of 127.0.0.1:5307: no answer within PT0.3S");
        return outcomes.stream().filter(complete::equals).count();
    }
}
