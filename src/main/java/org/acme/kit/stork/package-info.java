/**
 * KEEP: what the parts that plug into Stork, discovery and balancing, have in common.
 *
 * <p>Entry point: {@link org.acme.kit.stork.Attributes}.
 *
 * <p>Absent on purpose: those parts themselves; each knows its own package and Stork's interfaces.
 */
@NullMarked
package org.acme.kit.stork;

import org.jspecify.annotations.NullMarked;
