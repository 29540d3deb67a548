package org.acme.stringsvc.orders;

import org.jspecify.annotations.Nullable;

/**
 * Asks for all that happens to orders from now on.
 *
 * @param last the id of the last event that was read, to hear what has happened since; null for none. What is no such id is
 *     answered with the word that events are missing: browsers would not come back after a refusal
 */
record FollowOrders(@Nullable String last) {}
