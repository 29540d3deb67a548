/**
 * KEEP: what every call to a peer has in common.
 *
 * <p>Entry point: {@link org.acme.kit.client.ClientEndpoint}, the annotation of a REST client interface.
 *
 * <p>Absent on purpose: discovery and balancing; a client knows a call and its attempts, not an address. Retries and back-off
 * are the annotations of SmallRye Fault Tolerance; here is what bounds them: budget, deadline, pushback.
 */
@NullMarked
package org.acme.kit.client;

import org.jspecify.annotations.NullMarked;
