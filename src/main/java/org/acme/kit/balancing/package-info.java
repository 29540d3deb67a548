/**
 * KEEP: balancing by priority and weight, ejection of instances that fail, and a circuit that opens when all are unreachable.
 *
 * <p>Entry point: {@link org.acme.kit.balancing.Balancer}. The handle of {@link org.acme.kit.balancing.BalancedInstance#begin}
 * receives the verdict when an attempt ends.
 *
 * <p>Absent on purpose: retries, time-outs, HTTP, Stork and discovery. The caller decides what an outcome means, as a {@code
 * Verdict}.
 */
@NullMarked
package org.acme.kit.balancing;

import org.jspecify.annotations.NullMarked;
