/**
 * REPLACE: orders: placing, finding, listing and cancelling them.
 *
 * <p>Entry point: {@code OrderResource} for HTTP; other transports and other code call an {@code …Endpoint}, too.
 *
 * <p>Absent on purpose: prices, payment, delivery.
 */
@NullMarked
package org.acme.stringsvc.orders;

import org.jspecify.annotations.NullMarked;
