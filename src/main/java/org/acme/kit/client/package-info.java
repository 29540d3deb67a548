/**
 * KEEP: what every call to a peer has in common.
 *
 * <p>Entry point: {@code PeerRefusal}, which tells a peer's refusal from a peer's fault.
 *
 * <p>Absent on purpose: discovery and balancing, which are Stork's affair; a client knows a call, not an address.
 */
@NullMarked
package org.acme.kit.client;

import org.jspecify.annotations.NullMarked;
