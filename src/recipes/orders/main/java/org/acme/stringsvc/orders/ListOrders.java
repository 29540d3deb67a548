package org.acme.stringsvc.orders;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;

/**
 * A request for a page of orders, oldest first.
 *
 * @param page the number of the page, 0 to 1,000,000
 * @param size the most orders of the page, 1 to 100
 */
record ListOrders(
        @PositiveOrZero @Max(1_000_000) int page,
        @Positive @Max(100) int size) {}
