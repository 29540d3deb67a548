/**
 * KEEP: what stops the program: a key that nothing reads, at the start, and a signal.
 *
 * <p>Entry point: {@code StopSignals}, which turns a signal into an orderly stop with exit code 0. {@code KnownKeys} checks the
 * keys.
 *
 * <p>Absent on purpose: the drain itself, which is Quarkus' ({@code quarkus.shutdown.delay} and {@code .timeout}); and a
 * readiness probe of its own: ready is DOWN while the program stops, and never because of a peer.
 */
@NullMarked
package org.acme.kit.lifecycle;

import org.jspecify.annotations.NullMarked;
