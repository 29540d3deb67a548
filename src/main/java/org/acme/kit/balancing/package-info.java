/**
 * KEEP: picks the instance for each call by priority and weight, ejects instances that fail, and opens the circuit when none
 * answers.
 *
 * <p>Entry point: {@link org.acme.kit.balancing.Balancer}; the handle of {@link org.acme.kit.balancing.BalancedInstance#begin}
 * hears how an attempt ended.
 *
 * <p>Absent on purpose: retries, time-outs, HTTP, Stork and discovery: what an outcome means is the caller's to say, as a {@code
 * Verdict}.
 */
@NullMarked
package org.acme.kit.balancing;

import org.jspecify.annotations.NullMarked;
