/**
 * KEEP: how the production program ends.
 *
 * <p>Entry point: {@code StopSignals}, which turns a signal into an orderly end with exit code 0.
 *
 * <p>Absent on purpose: the drain itself, which is Quarkus' ({@code quarkus.shutdown.delay} and {@code .timeout}), and any probe of
 * its own: ready is DOWN while the program stops, and never because of a peer.
 */
@NullMarked
package org.acme.kit.lifecycle;

import org.jspecify.annotations.NullMarked;
