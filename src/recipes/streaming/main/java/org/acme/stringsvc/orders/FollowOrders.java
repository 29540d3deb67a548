package org.acme.stringsvc.orders;

import org.jspecify.annotations.Nullable;

/**
 * A request for all changes of orders from now on.
 *
 * @param last the id of the last event that the caller has read, to get those since; null for none. An unknown id is answered
 *     with the notice that events are missing: after a refusal browsers would not connect again
 */
record FollowOrders(@Nullable String last) {}
