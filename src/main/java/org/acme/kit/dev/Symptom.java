package org.acme.kit.dev;

/**
 * A way to fail, which a test gives to a copy of a peer by {@link DevNetwork#has}. That a copy is slow is no symptom but a time of its
 * own, {@link DevNetwork#answersAfter}, and goes with each of them.
 */
public enum Symptom {
    /** The copy answers. */
    NONE,
    /** The copy closes the connection without an answer. */
    CLOSES_THE_CONNECTION,
    /** The copy takes the request and never answers. */
    HANGS,
    /** The copy answers 503. */
    ANSWERS_503,
    /** The copy answers every other request with 503. */
    ANSWERS_503_HALF_THE_TIME,
    /** The copy answers 503 with a {@code Retry-After} of one second. */
    PUSHES_BACK,
    /** The copy answers 200 and a body that is no JSON. No client tries again what was answered: this one its caller sees. */
    ANSWERS_NONSENSE,
    /** The copy refuses connections and breaks those that it has, as a process that has died. */
    REFUSES,
    /** The copy resets a connection on the second request, as a firewall does that has forgotten it meanwhile. */
    RESETS_IDLE_CONNECTIONS
}
