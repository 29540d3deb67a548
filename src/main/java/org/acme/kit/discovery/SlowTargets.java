package org.acme.kit.discovery;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.acme.kit.discovery.HostLookup.Addresses;
import org.acme.kit.dns.DnsResolver.DnsFailure;
import org.acme.kit.dns.DnsResolver.DnsQuestion;
import org.acme.kit.dns.DnsResolver.DnsQuestion.Type;
import org.acme.kit.dns.Nameservers;

/**
 * The bound on the slow targets of one lookup. A target in a zone that nobody serves takes all tries at all servers, and would
 * hold back the others. Thread-safe.
 */
final class SlowTargets {

    private final CompletableFuture<Void> oneKnown = new CompletableFuture<>();
    private final Duration patience;

    /** Bounds the wait by one try, and a quarter for its answer to come: so long the next server of a dead one takes. */
    SlowTargets(Nameservers nameservers) {
        patience = nameservers.timeout().multipliedBy(5).dividedBy(4);
    }

    /** Passes the addresses of a target on; fails if they do not come within the bound while those of another are known. */
    Uni<Addresses> bounded(String name, Uni<Addresses> lookup, String server) {
        Uni<Addresses> late = Uni.createFrom()
                .completionStage(oneKnown)
                .onItem()
                .delayIt()
                .by(patience)
                .onItem()
                .transformToUni(known -> Uni.createFrom()
                        .failure(() -> new DnsFailure(
                                new DnsQuestion(name, Type.A),
                                server,
                                "no answer within " + patience + ", though of others")));
        return Uni.combine().any().of(lookup.invoke(this::found), late);
    }

    /** Records what was found for a target that needs no bound, too. */
    void found(Addresses addresses) {
        if (!addresses.addresses().isEmpty()) {
            oneKnown.complete(null);
        }
    }
}
