package org.acme.kit.error;

import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** Says with {@code WWW-Authenticate} how to authenticate (RFC 9110, section 15.5.2), as the mechanism in use has it. */
final class Challenge {

    private Challenge() {}

    static Uni<Void> addTo(RoutingContext request) {
        @Nullable HttpAuthenticator authenticator = request.get(HttpAuthenticator.class.getName());
        if (authenticator == null) {
            return Uni.createFrom().voidItem();
        }
        return authenticator
                .getChallenge(request)
                .onItem()
                .ifNotNull()
                .invoke(challenge -> challenge.getHeaders().forEach(request.response()::putHeader))
                .replaceWithVoid();
    }
}
