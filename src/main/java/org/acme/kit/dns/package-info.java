/**
 * KEEP: asks DNS one question and gets typed records; the seam behind which dnsjava stands.
 *
 * <p>Entry point: {@link org.acme.kit.dns.DnsResolver}; {@link org.acme.kit.dns.Nameservers} says whom to ask.
 *
 * <p>Absent on purpose: caching and time, which are discovery's. Only {@code Dnsjava*} here imports {@code org.xbill}.
 */
@NullMarked
package org.acme.kit.dns;

import org.jspecify.annotations.NullMarked;
