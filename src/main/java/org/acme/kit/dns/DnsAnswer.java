package org.acme.kit.dns;

import java.time.Duration;
import java.util.List;

/**
 * Answers one question, completely: an answer that was cut short never becomes one of these.
 *
 * @param server who answered, {@code 127.0.0.1:53}
 * @param timeToLive how long it may be believed: the smallest TTL of the records and of the aliases that led to them; if
 *     there are none, the time for negative answers (RFC 2308, section 5), zero if the server gives none
 * @param services the answer to SRV, in the server's order
 * @param addresses the answer to A and AAAA; with SRV, the addresses the server added on its own (glue)
 */
public record DnsAnswer(String server, Duration timeToLive, List<SrvRecord> services, List<AddressRecord> addresses) {}
