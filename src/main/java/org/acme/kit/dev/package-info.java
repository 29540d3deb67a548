/**
 * KEEP: a DNS server and a few peers that fail on demand, in dev and test mode only, so that the first command shows everything.
 *
 * <p>Entry point: {@link org.acme.kit.dev.DevNetwork}. A service adds each peer as a bean of type {@code DevPeer}.
 * {@code Laboratory} sets the same switches from the page of the console.
 *
 * <p>Absent on purpose: these beans in production. No production program, native or not, loads them.
 */
@NullMarked
package org.acme.kit.dev;

import org.jspecify.annotations.NullMarked;
