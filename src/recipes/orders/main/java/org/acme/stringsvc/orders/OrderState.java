package org.acme.stringsvc.orders;

/** The state of an order. */
enum OrderState {
    PLACED,
    CANCELLED
}
