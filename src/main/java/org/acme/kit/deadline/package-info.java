/**
 * KEEP: how much time a request has, from where it arrives to the last peer it causes to be called.
 *
 * <p>Entry point: {@link org.acme.kit.deadline.Deadlines#current()}; {@link org.acme.kit.deadline.WithinDeadline} bounds an
 * endpoint, {@code DeadlineHeader} reads and writes the header.
 *
 * <p>Absent on purpose: time-outs of single attempts; those are {@code quarkus.rest-client.read-timeout}.
 */
@NullMarked
package org.acme.kit.deadline;

import org.jspecify.annotations.NullMarked;
