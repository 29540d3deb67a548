package org.acme.kit.middleware;

import jakarta.interceptor.Interceptor;

/**
 * The order of the chain, outermost first: a request passes from top to bottom, its response from bottom to top.
 *
 * <p>The numbers are priorities of interceptors: a lower one is further out. {@code LibraryOrder} moves interceptors of libraries
 * to the place in this list; those marked as fixed stay where their library puts them.
 */
public final class ChainOrder {

    /** {@code @UnitOfWork} opens a unit of work around a method that is not called for an HTTP request. */
    public static final int WORK = Interceptor.Priority.PLATFORM_BEFORE + 5;

    /** {@code @WithSpan} begins a span; outside of the log line, so that the line has the id of its trace. */
    public static final int SPAN = Interceptor.Priority.PLATFORM_BEFORE + 20;

    /** Traces, logs and measures the call, refused calls included. */
    public static final int OBSERVE = Interceptor.Priority.PLATFORM_BEFORE + 40;

    /** Bounds the calls in flight; before everything that costs more than counting. */
    public static final int LIMIT = Interceptor.Priority.PLATFORM_BEFORE + 80;

    /** {@code @RolesAllowed}, {@code @Authenticated} and the like. Fixed: Quarkus has another check just before it, at 140. */
    public static final int AUTHORISE = Interceptor.Priority.PLATFORM_BEFORE + 150;

    /** Makes a call to a peer; outside of SmallRye Fault Tolerance, so that it sees all attempts. */
    public static final int CALL = Interceptor.Priority.PLATFORM_AFTER + 5;

    /**
     * SmallRye Fault Tolerance: {@code @RateLimit}, {@code @Bulkhead}, {@code @Timeout}, {@code @CircuitBreaker}. Fixed, and it
     * must stay inside of the authorisation. Quarkus checks a call once: a retry outside of the authorisation would admit, at
     * the second attempt, a caller that was refused at the first.
     */
    public static final int FAULT_TOLERANCE = Interceptor.Priority.PLATFORM_AFTER + 10;

    /** Tracks the work that the limit counts; inside of SmallRye Fault Tolerance, which passes no cancellation on. */
    static final int TRACK = FAULT_TOLERANCE + 10;

    /** Makes one attempt of a call to a peer; inside of SmallRye Fault Tolerance, whose retries make several. */
    public static final int ATTEMPT = Interceptor.Priority.PLATFORM_AFTER + 500;

    /** {@code @Lock} of Quarkus: around the transaction, so that the next caller finds it committed. */
    public static final int LOCK = Interceptor.Priority.PLATFORM_AFTER + 580;

    /** {@code @CacheInvalidateAll}, after the commit: before it, a reader would fill the cache again with old values. */
    public static final int INVALIDATE_ALL = Interceptor.Priority.PLATFORM_AFTER + 590;

    /** {@code @Transactional}: each attempt of a {@code @Retry} has its own transaction, and a late attempt is rolled back. */
    public static final int TRANSACTION = Interceptor.Priority.PLATFORM_AFTER + 600;

    /** Bounds the call by the time that its request has left; refuses the call if none is left. */
    public static final int DEADLINE = Interceptor.Priority.PLATFORM_AFTER + 700;

    /** Refuses invalid requests before the endpoint's function receives them. */
    public static final int VALIDATE = Interceptor.Priority.PLATFORM_AFTER + 790;

    /** Hibernate Validator, where {@code call} has constraints. Fixed; {@link #VALIDATE} tells its refusals from faults. */
    public static final int CONSTRAINTS = Interceptor.Priority.PLATFORM_AFTER + 800;

    /** {@code @CacheInvalidate}, before the function: its key is a part of a request that is valid. */
    public static final int INVALIDATE = Interceptor.Priority.PLATFORM_AFTER + 940;

    /** {@code @CacheResult}: innermost, or a cached answer would be returned before the caller is known. */
    public static final int CACHE = Interceptor.Priority.PLATFORM_AFTER + 950;

    private ChainOrder() {}
}
