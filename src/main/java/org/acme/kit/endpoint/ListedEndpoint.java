package org.acme.kit.endpoint;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Internal: the description of one endpoint of this service. Immutable.
 *
 * @param name the name in logs and metrics
 * @param request the request type, as in the source, without packages
 * @param response the response type, as in the source, without packages
 * @param chain the simple names of the annotations that surround the endpoint, outermost first
 * @param limit how many of its calls may be in flight, at least 1
 * @param deadlineMs how long a call may take, in milliseconds; null for a stream
 */
@RegisterForReflection // written by a route, which Quarkus does not scan for entities
public record ListedEndpoint(
        String name,
        String request,
        String response,
        List<String> chain,
        int limit,
        @Nullable Long deadlineMs) {}
