/**
 * KEEP: questions to DNS and typed answers; it hides dnsjava from the other packages.
 *
 * <p>Entry point: {@link org.acme.kit.dns.DnsResolver}; {@link org.acme.kit.dns.Nameservers} has the servers to ask.
 *
 * <p>Absent on purpose: caching and refresh times, which belong to discovery. Only {@code Dnsjava*} here imports {@code
 * org.xbill}.
 */
@NullMarked
package org.acme.kit.dns;

import org.jspecify.annotations.NullMarked;
