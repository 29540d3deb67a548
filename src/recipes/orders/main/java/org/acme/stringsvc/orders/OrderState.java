package org.acme.stringsvc.orders;

/** Where an order stands. */
enum OrderState {
    PLACED,
    CANCELLED
}
