package org.acme.kit.error;

import jakarta.ws.rs.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper.RequestMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper.RequestPath;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;

/** The methods that a path allows. A 405 must list them in {@code Allow} (RFC 9110, section 15.5.6); Quarkus lists none. */
final class AllowedMethods {

    private AllowedMethods() {}

    /** Returns the methods of the path of the current request. */
    static Set<String> ofCurrent() {
        ResteasyReactiveRequestContext request = CurrentRequestManager.get();
        Set<String> methods = new TreeSet<>();
        String path = request.getPathWithoutPrefix();
        for (RequestPath<InitialMatch> resource : request.getDeployment().getClassMappers()) {
            RequestMatch<InitialMatch> match = new RequestMapper<>(new ArrayList<>(List.of(resource))).map(path);
            if (match != null) {
                addMethods(methods, match);
            }
        }
        // Quarkus answers OPTIONS and HEAD by itself.
        methods.add(HttpMethod.OPTIONS);
        if (methods.contains(HttpMethod.GET)) {
            methods.add(HttpMethod.HEAD);
        }
        return methods;
    }

    private static void addMethods(Set<String> methods, RequestMatch<InitialMatch> resource) {
        String rest = resource.remaining.isEmpty() ? "/" : resource.remaining;
        for (ServerRestHandler handler : resource.value.handlers) {
            if (handler instanceof ClassRoutingHandler routing) {
                routing.getMappers().forEach((method, paths) -> {
                    if (method != null && paths.map(rest) != null) {
                        methods.add(method);
                    }
                });
            }
        }
    }
}
