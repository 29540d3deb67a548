package org.acme.stringsvc.orders;

import org.jspecify.annotations.Nullable;

/**
 * An order that is new or has changed, or the notice that events are missing.
 *
 * @param number the number of the event, counted from the start of the program
 * @param id the id that a reader sends to get the events after this one
 * @param order the order as it was then; null if events before this one are missing, so that orders must be read again
 */
record OrderEvent(long number, String id, @Nullable Order order) {}
