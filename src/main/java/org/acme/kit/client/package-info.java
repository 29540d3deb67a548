/**
 * KEEP: outbound calls to peers: their attempts, retry budget, deadline and outcome.
 *
 * <p>Entry point: {@link org.acme.kit.client.ClientEndpoint}, the annotation of a REST client interface. Its interceptor begins a
 * {@code Call}, which decides about each {@code Attempt}. {@code AttemptFilter} picks the instance and directs the request to it.
 * {@code Outcome} classifies the end of the attempt.
 *
 * <p>Absent on purpose: DNS, and which instance is picked. SmallRye Fault Tolerance retries and backs off; this package bounds it
 * by budget, deadline and pushback.
 *
 * <p>Relies on internals, seen with Quarkus 3.33 and Vert.x 4.5: {@code RestClientRequestContext} (status, result, invoked
 * method), {@code HttpClientConnection.channel}, {@code ContextInternal.beginDispatch}, {@code
 * JdkSSLEngineOptions}, and that Quarkus keeps only the message of what Netty cannot decode.
 */
@NullMarked
package org.acme.kit.client;

import org.jspecify.annotations.NullMarked;
