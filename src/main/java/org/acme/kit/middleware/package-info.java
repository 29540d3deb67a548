/**
 * KEEP: the middleware around every call of an endpoint. Each is one file: the annotation and its interceptor.
 *
 * <p>Entry point: {@link org.acme.kit.middleware.ChainOrder}, the chain from the outside in.
 *
 * <p>Two short examples of a service's own middleware, {@code @Trading} and {@code @Audited} on an endpoint's {@code call}. The
 * first acts before the call:
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
 * <p>The second acts after the answer, whether that is a value, a {@code Uni} or a {@code Multi}:
 *
 * <pre>{@code
 * @Audited
 * @Interceptor
 * @Priority(ChainOrder.AUTHORISE + 20)
 * class AuditedInterceptor {
 *     @AroundInvoke
 *     Object write(InvocationContext call) throws Exception {
 *         return Ending.proceed(call, (outcome, failure) -> audit.write(outcome.label()));
 *     }
 * }
 * }</pre>
 *
 * <p>Absent on purpose: what annotations of libraries already do ({@code @Timeout}, {@code @RolesAllowed}, {@code @Valid}).
 */
@NullMarked
package org.acme.kit.middleware;

import org.jspecify.annotations.NullMarked;
