package org.acme.kit.dns;

import io.smallrye.mutiny.Uni;

/** Internal: a client of DNS. Thread-safe; never blocks. */
@FunctionalInterface
public interface DnsResolver {

    /**
     * Asks one question and follows aliases (CNAME) to its answer.
     *
     * @param question the question
     * @param nameservers the servers to ask; if one fails, the next one is asked
     * @return the answer, empty if DNS answers that there are no records; a {@link DnsFailure} if there is no answer
     */
    Uni<DnsAnswer> ask(DnsQuestion question, Nameservers nameservers);
}
