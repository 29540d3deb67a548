package org.acme.kit.middleware;

import jakarta.interceptor.Interceptor;

/**
 * Lists the chain, outermost first: a request passes from top to bottom, its response from bottom to top.
 *
 * <p>The numbers are priorities of interceptors: a lower one is further out. {@code LibraryOrder} puts the libraries'
 * interceptors where this list says; those marked as fixed stand where their library puts them.
 */
public final class ChainOrder {

    /** Opens a unit of work, where a method is called for no HTTP request. */
    public static final int WORK = Interceptor.Priority.PLATFORM_BEFORE + 5;

    /** {@code @WithSpan} begins a span, outside of the log line, which so has its trace. */
    public static final int SPAN = Interceptor.Priority.PLATFORM_BEFORE + 20;

    /** Traces, logs and measures the call, refused ones included. */
    public static final int OBSERVE = Interceptor.Priority.PLATFORM_BEFORE + 40;

    /** Bounds the calls in flight; before all that costs more than counting. */
    public static final int LIMIT = Interceptor.Priority.PLATFORM_BEFORE + 80;

    /** {@code @RolesAllowed}, {@code @Authenticated} and their like. Fixed: Quarkus has a check just before it, at 140. */
    public static final int AUTHORISE = Interceptor.Priority.PLATFORM_BEFORE + 150;

    /** Makes a call to a peer; outside of SmallRye Fault Tolerance, so that it sees all attempts. */
    public static final int CALL = Interceptor.Priority.PLATFORM_AFTER + 5;

    /**
     * SmallRye Fault Tolerance: {@code @RateLimit}, {@code @Bulkhead}, {@code @Timeout}, {@code @CircuitBreaker}. Fixed, and it
     * must stay inside of the authorisation: Quarkus checks a call once, so that a retry outside of it would let in, the second
     * time, whom it refused the first time.
     */
    public static final int FAULT_TOLERANCE = Interceptor.Priority.PLATFORM_AFTER + 10;

    /** Tracks the work that the limit counts; inside of SmallRye Fault Tolerance, which passes no cancellation on. */
    static final int TRACK = FAULT_TOLERANCE + 10;

    /** Makes one attempt of a call to a peer; inside of SmallRye Fault Tolerance, whose retries make several. */
    public static final int ATTEMPT = Interceptor.Priority.PLATFORM_AFTER + 500;

    /** {@code @Transactional}: each attempt of a {@code @Retry} has a transaction of its own, and one that is late is rolled back. */
    public static final int TRANSACTION = Interceptor.Priority.PLATFORM_AFTER + 600;

    /** Gives the call no more time than its request has left; refuses it if that is none. */
    public static final int DEADLINE = Interceptor.Priority.PLATFORM_AFTER + 700;

    /** Refuses what the function must not see. */
    public static final int VALIDATE = Interceptor.Priority.PLATFORM_AFTER + 790;

    /** Hibernate Validator, where {@code call} has constraints. Fixed; {@link #VALIDATE} tells its refusals from faults. */
    public static final int CONSTRAINTS = Interceptor.Priority.PLATFORM_AFTER + 800;

    /** {@code @CacheResult}: the innermost, or an answer would be found before the caller is known. */
    public static final int CACHE = Interceptor.Priority.PLATFORM_AFTER + 950;

    private ChainOrder() {}
}
