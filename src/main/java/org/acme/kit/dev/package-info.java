/**
 * KEEP: in dev and test mode only, a DNS server and a few peers that get sick at will, so that the first command shows everything.
 *
 * <p>Entry point: {@link org.acme.kit.dev.DevNetwork}; a service brings its peers as a bean of {@code DevPeer}. {@code Laboratory}
 * turns the same switches from the page of the console.
 *
 * <p>Absent on purpose: these beans in production. No program that is built for it, native or not, loads them.
 */
@NullMarked
package org.acme.kit.dev;

import org.jspecify.annotations.NullMarked;
