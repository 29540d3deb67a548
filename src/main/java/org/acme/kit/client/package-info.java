/**
 * KEEP: what every call to a peer has in common.
 *
 * <p>Entry point: {@link org.acme.kit.client.ClientEndpoint}, the annotation of a REST client interface. A call goes from its
 * interceptor to {@code Call}, which decides about each {@code Attempt}; {@code AttemptFilter} picks and sends; {@code Outcome} says
 * what the end means.
 *
 * <p>Absent on purpose: DNS, and which instance is picked. Retries and back-off are the annotations of SmallRye Fault Tolerance; here
 * is what bounds them: budget, deadline, pushback.
 *
 * <p>Relies on internals, seen with Quarkus 3.33 and Vert.x 4.5: {@code RestClientRequestContext} (status, result, invoked method),
 * {@code HttpClientConnection.lastResponseReceivedTimestamp}, {@code ContextInternal.beginDispatch}, {@code JdkSSLEngineOptions}, and
 * that the message is all that Quarkus keeps of what Netty cannot decode.
 */
@NullMarked
package org.acme.kit.client;

import org.jspecify.annotations.NullMarked;
