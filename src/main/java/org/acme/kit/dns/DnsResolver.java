package org.acme.kit.dns;

import io.smallrye.mutiny.Uni;

/** Internal: asks DNS. Safe for all threads; never blocks. */
@FunctionalInterface
public interface DnsResolver {

    /**
     * Asks one question and follows aliases (CNAME) to its answer.
     *
     * @param question what to ask
     * @param nameservers whom to ask; the next one is asked when one fails
     * @return the answer, empty if DNS says that there is nothing; a {@link DnsFailure} if DNS does not say
     */
    Uni<DnsAnswer> ask(DnsQuestion question, Nameservers nameservers);
}
