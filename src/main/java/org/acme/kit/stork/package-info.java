/**
 * KEEP: the adapters between discovery, balancing and Stork's interfaces, and the parsing of Stork's configuration.
 *
 * <p>Entry point: {@link org.acme.kit.stork.Balancers}, through which clients pick; {@code Attributes} reads configuration.
 *
 * <p>Absent on purpose: the rules of discovery, of balancing and of HTTP.
 */
@NullMarked
package org.acme.kit.stork;

import org.jspecify.annotations.NullMarked;
