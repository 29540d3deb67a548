package org.acme.stringsvc.orders;

/**
 * A CDI event: an order is new, or has a new version.
 *
 * <p>It is fired within the transaction of the change. Who observes it plainly is part of that transaction; who must not see what
 * is rolled back observes it {@code during = TransactionPhase.AFTER_SUCCESS}. Without a database both hear it at once.
 *
 * @param order the order as it is now
 */
record OrderChanged(Order order) {}
