package org.acme.kit.endpoint;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Internal: describes one endpoint of this service.
 *
 * @param name its name in logs and metrics
 * @param request the type it takes
 * @param response the type it answers
 * @param chain the annotations that surround it, outermost first
 * @param limit how many calls of it may be in flight
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
