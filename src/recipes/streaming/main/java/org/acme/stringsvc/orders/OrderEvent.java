package org.acme.stringsvc.orders;

import org.jspecify.annotations.Nullable;

/**
 * An order that is new or has changed, or the word that events are missing.
 *
 * @param number which event it is, counted from the start of the program
 * @param id what a reader names to hear what comes after
 * @param order the order as it was then; null if events before this one are missing, so that orders must be read again
 */
record OrderEvent(long number, String id, @Nullable Order order) {}
