/**
 * KEEP: picks the instance for each call by priority and weight, lets instances that fail rest for a while, and says
 * at once when none answers.
 *
 * <p>Entry point: {@link org.acme.kit.balancing.Balancer}; {@link org.acme.kit.balancing.BalancedInstance} takes the outcome of
 * a call, {@link org.acme.kit.balancing.Balancers} shows how the instances do.
 *
 * <p>Absent on purpose: retries, time-outs and HTTP. Who knows the outcome of a call reports it, as a {@code Verdict}.
 */
@NullMarked
package org.acme.kit.balancing;

import org.jspecify.annotations.NullMarked;
