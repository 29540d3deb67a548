package org.acme.stringsvc.orders;

/**
 * A CDI event: an order is new, or has a new version.
 *
 * <p>It is fired within the transaction of the change. A plain observer is part of that transaction. An observer that must not
 * see what is rolled back is {@code during = TransactionPhase.AFTER_SUCCESS}. Without a database both are notified at once.
 *
 * @param order the order as it is now
 */
record OrderChanged(Order order) {}
