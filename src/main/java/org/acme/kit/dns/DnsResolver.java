package org.acme.kit.dns;

import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/** Internal: a client of DNS, with its questions and answers. Thread-safe; never blocks. */
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

    /**
     * The question for the records of one type at one name. Immutable.
     *
     * @param name the name, absolute, with or without its last dot
     * @param type the type of the records
     */
    record DnsQuestion(String name, Type type) {

        /** The types of records that are asked for. */
        public enum Type {
            /** Servers of a service (RFC 2782). */
            SRV,
            /** IPv4 addresses (RFC 1035). */
            A,
            /** IPv6 addresses (RFC 3596). */
            AAAA
        }

        @Override
        public String toString() {
            return type + " " + name;
        }
    }

    /**
     * The complete answer to one question; a truncated answer is never used. Immutable.
     *
     * @param server the nameserver that answered, {@code 127.0.0.1:53}
     * @param timeToLive the smallest TTL of the records and of the aliases that led to them; without records, the TTL of negative
     *     answers (RFC 2308, section 5), zero if the server gives none
     * @param services the answer to SRV, in the server's order
     * @param addresses the answer to A and AAAA; with SRV, the addresses that the server added (glue)
     */
    record DnsAnswer(String server, Duration timeToLive, List<SrvRecord> services, List<AddressRecord> addresses) {

        /**
         * One server of a service (RFC 2782).
         *
         * @param priority 0 to 65535; the lowest that is reachable is used
         * @param weight 0 to 65535; the share within its priority
         * @param port 0 to 65535; 0 cannot be connected to
         * @param target a host name with its last dot; {@code .} alone: the service is decidedly not available
         */
        public record SrvRecord(int priority, int weight, int port, String target) {

            /** Tells whether this record declares the service decidedly not available. */
            public boolean isNotAvailable() {
                return target.equals(".");
            }
        }

        /**
         * An address record of a host.
         *
         * @param owner the host name with its last dot, as the server spells it
         * @param address IPv4 or IPv6
         * @param timeToLive the TTL of the record
         */
        public record AddressRecord(String owner, InetAddress address, Duration timeToLive) {}
    }

    /** The failure of a question: its answer is unknown, not empty. The message has question, server and reason. */
    final class DnsFailure extends RuntimeException {

        /**
         * Makes the failure.
         *
         * @param question the question
         * @param server the nameserver that was asked
         * @param reason the reason why there is no answer
         */
        public DnsFailure(DnsQuestion question, String server, String reason) {
            super(question + " asked of " + server + ": " + reason, null, false, false);
        }
    }
}
