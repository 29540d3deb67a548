package org.acme.kit.dns;

/**
 * Internal: the question for the records of one type at one name. Immutable.
 *
 * @param name the name, absolute, with or without its last dot
 * @param type the type of the records
 */
public record DnsQuestion(String name, Type type) {

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
