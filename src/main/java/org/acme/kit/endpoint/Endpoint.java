package org.acme.kit.endpoint;

/**
 * A function from one typed request to one typed response: the unit of which a service is made, and the place to which
 * middleware is attached (Go kit's {@code endpoint.Endpoint}).
 *
 * <p>A new endpoint is one class with one method and the annotation {@link ServerEndpoint}. An endpoint that waits for
 * something, a peer for example, answers {@code Uni<Response>} as its {@code O} and never blocks; the {@code Uni} may end on any
 * thread. An endpoint that only computes answers the response itself. Endpoints are shared by all threads and keep no state.
 *
 * @param <I> the request, a record; {@code Void} for an endpoint without input, which is called with null
 * @param <O> the response: a record, a {@code Uni} of one, or a {@code Multi} of many; any other asynchronous type, such as
 *     {@code CompletionStage}, stops the start
 */
@FunctionalInterface
public interface Endpoint<I, O> {

    /**
     * Answers one request.
     *
     * @param request the request; null if {@code I} is {@code Void}, and only then
     * @return the response, never null
     * @throws org.acme.kit.error.BusinessFailure if the endpoint refuses the request; a {@code Uni} fails with it instead
     */
    O call(I request);
}
