package org.acme.kit.middleware;

import jakarta.interceptor.Interceptor;

/**
 * Lists the kit's middleware, outermost first: a request passes from top to bottom, its response from bottom to top.
 *
 * <p>A lower number is further out. Interceptors of libraries stand between {@link #MEASURE} and {@link #VALIDATE}:
 * OpenTelemetry at 1000, SmallRye Fault Tolerance at 4010, Hibernate Validator at 4800.
 */
public final class Order {

    /** Tags the span of the request; the outermost, so that the trace has all that happens. */
    public static final int TRACE = Interceptor.Priority.PLATFORM_BEFORE + 50;

    /** Writes the line about the call, so it sees all that the others did. */
    public static final int LOG = Interceptor.Priority.PLATFORM_BEFORE + 100;

    /** Times the call, refused ones included. */
    public static final int MEASURE = Interceptor.Priority.PLATFORM_BEFORE + 200;

    /** Gives the call no more time than its request has left; refuses it if that is none. */
    public static final int DEADLINE = Interceptor.Priority.PLATFORM_AFTER + 700;

    /** Refuses what the function must not see; the innermost, next to libraries' own. */
    public static final int VALIDATE = Interceptor.Priority.PLATFORM_AFTER + 900;

    /** Makes a call to a peer; outside of SmallRye Fault Tolerance, so that it sees all attempts. */
    public static final int CALL = Interceptor.Priority.PLATFORM_AFTER + 5;

    /** Makes one attempt of a call to a peer; inside of SmallRye Fault Tolerance, whose retries make several. */
    public static final int ATTEMPT = Interceptor.Priority.PLATFORM_AFTER + 500;

    private Order() {}
}
