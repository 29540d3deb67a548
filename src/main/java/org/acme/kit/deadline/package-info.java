/**
 * KEEP: the deadline of a request, from its arrival to the last peer that is called for it.
 *
 * <p>Entry point: {@link org.acme.kit.deadline.Deadlines#current()}; {@link org.acme.kit.deadline.WithinDeadline} bounds an
 * endpoint, {@code DeadlineHeader} reads and writes the header.
 *
 * <p>Absent on purpose: time-outs of single attempts; those are {@code quarkus.rest-client.read-timeout}.
 */
@NullMarked
package org.acme.kit.deadline;

import org.jspecify.annotations.NullMarked;
