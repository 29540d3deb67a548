package org.acme.kit.dns;

import java.net.InetAddress;
import java.time.Duration;

/**
 * Gives one address of a host.
 *
 * @param owner the host name with its last dot, as the server spells it
 * @param address IPv4 or IPv6
 * @param timeToLive how long it may be believed
 */
public record AddressRecord(String owner, InetAddress address, Duration timeToLive) {}
