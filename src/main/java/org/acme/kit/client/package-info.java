/**
 * KEEP: what every call to a peer has in common.
 *
 * <p>Entry point: {@link org.acme.kit.client.ClientEndpoint}, the annotation of a REST client interface.
 *
 * <p>Absent on purpose: discovery and balancing; a client knows a call and its attempts, not an address. Retries, back-off and
 * circuits are the annotations of SmallRye Fault Tolerance.
 */
@NullMarked
package org.acme.kit.client;

import org.jspecify.annotations.NullMarked;
