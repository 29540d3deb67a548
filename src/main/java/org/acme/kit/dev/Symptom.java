package org.acme.kit.dev;

/**
 * A failure of one copy of a peer, which a test sets by {@link DevNetwork#has}. Slowness is no symptom but a delay,
 * set by {@link DevNetwork#answersAfter}, and goes with each of them.
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
    /** The copy answers 200 and a body that is no JSON. No client retries what was answered, so the caller gets the failure. */
    ANSWERS_NONSENSE,
    /** The copy refuses connections and breaks those that it has, like a process that has died. */
    REFUSES,
    /** The copy resets a connection on its second request, like a firewall that has forgotten the connection meanwhile. */
    RESETS_IDLE_CONNECTIONS
}
