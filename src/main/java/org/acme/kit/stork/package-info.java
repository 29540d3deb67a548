/**
 * KEEP: the adapters between discovery, balancing and Stork's interfaces, and Stork's configuration as text.
 *
 * <p>Entry point: {@link org.acme.kit.stork.Balancers}, through which clients pick; {@link org.acme.kit.stork.Attributes} reads
 * configuration.
 *
 * <p>Absent on purpose: what is discovered, what is ejected, what HTTP says.
 */
@NullMarked
package org.acme.kit.stork;

import org.jspecify.annotations.NullMarked;
