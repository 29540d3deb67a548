/**
 * KEEP: what surrounds every call of an endpoint, one pair of files each: the annotation and its interceptor.
 *
 * <p>Entry point: {@link org.acme.kit.middleware.ChainOrder}, the chain from the outside in.
 *
 * <p>The shortest one of a service's own, for {@code @Trading} on an endpoint's {@code call}:
 *
 * <pre>{@code
 * @InterceptorBinding
 * @Retention(RetentionPolicy.RUNTIME)
 * @interface Trading {}
 *
 * @Trading
 * @Interceptor
 * @Priority(ChainOrder.AUTHORISE + 10)
 * class TradingInterceptor {
 *     @AroundInvoke
 *     Object refuseWhenClosed(InvocationContext call) throws Exception {
 *         if (!hours.open()) {
 *             throw new Closed(); // a BusinessFailure
 *         }
 *         return call.proceed();
 *     }
 * }
 * }</pre>
 *
 * <p>Absent on purpose: what a library's annotation does already ({@code @Timeout}, {@code @RolesAllowed}, {@code @Valid}).
 */
@NullMarked
package org.acme.kit.middleware;

import org.jspecify.annotations.NullMarked;
