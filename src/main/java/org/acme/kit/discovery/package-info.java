/**
 * KEEP: finds the instances of a service by DNS and keeps them current, beside the requests and never in their way.
 *
 * <p>Entry point: {@link org.acme.kit.discovery.DnsjavaDiscoveryProvider}, Stork's discovery of type {@code dnsjava}.
 *
 * <p>Absent on purpose: HTTP and balancing. Discovery knows DNS and time.
 */
@NullMarked
package org.acme.kit.discovery;

import org.jspecify.annotations.NullMarked;
