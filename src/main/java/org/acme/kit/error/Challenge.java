package org.acme.kit.error;

import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.acme.kit.error.Classification.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The challenge of the mechanism in use, which tells the caller how to authenticate.
 *
 * <p>Most mechanisms add {@code WWW-Authenticate} to a 401 (RFC 9110, section 15.5.2). A form and the web applications of OpenID
 * Connect redirect a browser to a page instead. The status is the mechanism's, too.
 */
final class Challenge {

    private Challenge() {}

    /**
     * Adds the headers of the challenge to the answer, and returns the classification that its status asks for.
     *
     * <p>If the mechanism cannot make a challenge, as OIDC cannot while its provider is unreachable, the refusal goes out without it.
     */
    static Uni<Classification> ask(RoutingContext request, Classification refusal) {
        @Nullable HttpAuthenticator authenticator = request.get(HttpAuthenticator.class.getName());
        HttpServerResponse answer = request.response();
        if (authenticator == null) {
            return Uni.createFrom().item(refusal);
        }
        if (answer.headers().contains(HttpHeaders.WWW_AUTHENTICATE)) {
            // Quarkus has asked before it failed the request, and has set the status.
            return Uni.createFrom().item(withStatus(answer.getStatusCode(), refusal));
        }
        return Uni.createFrom()
                .deferred(() -> authenticator.getChallenge(request))
                .onFailure()
                .recoverWithItem(failed -> {
                    HttpProblem.LOG.warn(
                            "challenge",
                            () -> "Answered 401 without WWW-Authenticate, which cannot be made: " + failed);
                    return null;
                })
                .map(challenge -> challenge == null ? refusal : add(challenge, answer, refusal));
    }

    private static Classification add(ChallengeData challenge, HttpServerResponse answer, Classification refusal) {
        Classification decided = withStatus(challenge.status, refusal);
        if (challenge.status >= 400 || decided != refusal) { // a redirect that is not taken has no Location
            challenge.getHeaders().forEach(answer::putHeader);
        }
        return decided;
    }

    private static Classification withStatus(int status, Classification refusal) {
        // The service's own refusal keeps its words. With 403 Quarkus says that there is no mechanism.
        boolean own = !refusal.problem().type().equals("about:blank");
        if (own || status == 200 || status == 403 || status == refusal.problem().status()) {
            return refusal;
        }
        return status < 400
                ? new Classification(Kind.ANSWER, Problem.of(status, null), null)
                : Classification.of(status, null, null);
    }
}
