package org.acme.stringsvc.orders;

import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.OIDCException;
import io.quarkus.oidc.common.OidcEndpoint;
import io.quarkus.oidc.common.OidcEndpoint.Type;
import io.quarkus.oidc.common.OidcRequestFilter;
import io.quarkus.oidc.common.OidcResponseFilter;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.acme.kit.error.Failure;
import org.acme.kit.error.FailureTranslation;
import org.acme.kit.error.Problem;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/**
 * A watch on the OIDC provider. While the provider does not answer, a token with an unknown key cannot be checked: 503.
 *
 * <p>Quarkus alone waits without end for an answer. It reports a provider that is away as a fault of this service, or refuses the
 * token.
 */
@ApplicationScoped
@Unremovable
@OidcEndpoint({Type.DISCOVERY, Type.JWKS}) // all that it is asked for here
class ProviderWatch implements OidcRequestFilter, OidcResponseFilter, FailureTranslation {

    private static final Logger LOG = Logger.getLogger("security");

    // Causes may form a circle.
    private static final int DEEPEST = 16;

    private final long timeout;
    private volatile boolean answers = true;
    private volatile boolean told;

    ProviderWatch(@ConfigProperty(name = "orders.provider.timeout") Duration timeout) {
        this.timeout = timeout.toMillis();
    }

    private record Away(Problem problem, Duration retryAfter) implements Failure {}

    private static final Failure AWAY =
            new Away(Problem.of(503, "Who asks cannot be checked just now."), Duration.ofSeconds(1));

    @Override
    public Uni<Void> filter(OidcRequestFilterContext asked) {
        asked.request().timeout(timeout);
        answers = false;
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> filter(OidcResponseFilterContext answered) {
        String body = String.valueOf(answered.responseBody());
        answers = answered.statusCode() == 200 && (body.contains("\"jwks_uri\"") || body.contains("\"keys\""));
        if (answered.statusCode() == 200 && !answers) {
            // A proxy before the provider answers. Quarkus would keep to it, if it was the first answer, until a
            // restart.
            return Uni.createFrom().failure(new OIDCException("200 without metadata or keys"));
        }
        if (answers && told) {
            told = false;
            LOG.info("The OIDC provider answers again");
        }
        return Uni.createFrom().voidItem();
    }

    @Override
    public @Nullable Failure translate(Throwable thrown) {
        // Whether there was no answer, or one that is not a provider's.
        if (!(thrown instanceof OIDCException || !answers && isUndecided(thrown))) {
            return null;
        }
        if (!told) {
            told = true;
            LOG.warn("The OIDC provider does not answer (quarkus.oidc.auth-server-url);"
                    + " tokens whose key is not known yet get 503 until it does");
        }
        return AWAY;
    }

    /** Tells whether the provider is needed for a verdict. A token that is wrong by a known key stays refused. */
    private static boolean isUndecided(Throwable thrown) {
        boolean refused = false;
        @Nullable Throwable cause = thrown.getCause();
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof UnresolvableKeyException) {
                return thrown instanceof AuthenticationFailedException;
            }
            refused |= cause instanceof InvalidJwtException;
            cause = cause.getCause();
        }
        return thrown instanceof AuthenticationFailedException && !refused;
    }
}
