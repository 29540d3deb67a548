package org.acme.kit.dev;

/** A failure of the DNS server, which a test sets by {@link DevNetwork#dnsHas}. */
public enum DnsSymptom {
    /** The server answers. */
    NONE,
    /** The server takes questions and never answers. */
    SILENT,
    /** The server answers that it cannot answer now. */
    SERVFAIL,
    /** The server answers that no name exists. */
    NXDOMAIN
}
