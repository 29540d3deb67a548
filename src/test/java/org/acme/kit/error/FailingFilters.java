package org.acme.kit.error;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/** Fails before or after the resource if a header says so. */
final class FailingFilters {

    @ServerRequestFilter(nonBlocking = true)
    void before(ContainerRequestContext request) throws Throwable {
        fail(request.getHeaderString("Fail-Before"));
    }

    @ServerResponseFilter
    void after(ContainerRequestContext request, ContainerResponseContext response) throws Throwable {
        fail(request.getHeaderString("Fail-After"));
    }

    private static void fail(@Nullable String failure) throws Throwable {
        if (failure != null) {
            throw Failing.with(failure);
        }
    }
}
