package org.acme.stringsvc.orders;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;

/**
 * Asks for some orders, oldest first.
 *
 * @param page which ones, from 0
 * @param size how many at most, 1 to 100
 */
record ListOrders(
        @PositiveOrZero @Max(1_000_000) int page,
        @Positive @Max(100) int size) {}
