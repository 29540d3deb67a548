package org.acme.kit.endpoint;

/**
 * Turns one typed request into one typed response: the unit of which a service is made, and the place to which middleware
 * is attached (Go kit's {@code endpoint.Endpoint}).
 *
 * <p>A new endpoint is one class with one method and the annotation {@link ServerEndpoint}. An endpoint that waits for
 * something, a peer for example, answers {@code Uni<Response>} as its {@code O} and never blocks; that may end on any thread. One
 * that only computes answers the response itself. Endpoints are shared by all threads and keep no state.
 *
 * @param <I> the request, a record; {@code Void} for an endpoint without input, which is called with null
 * @param <O> the response: a record, a {@code Uni} of one, or a {@code Multi} of many; a {@code CompletionStage} stops the start
 */
@FunctionalInterface
public interface Endpoint<I, O> {

    /**
     * Answers one request.
     *
     * @param request what the caller asks; null if {@code I} is {@code Void}, and only then
     * @return the response, never null
     * @throws org.acme.kit.error.BusinessFailure if the answer is a refusal; with a {@code Uni}, as its failure
     */
    O call(I request);
}
