package org.acme.kit.security;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.DefaultJWTTokenParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/**
 * The check of tokens: that of SmallRye JWT, with {@link KeyServer} for keys at an {@code http://} or {@code https://} address.
 *
 * <p>With such keys Quarkus checks tokens on a worker thread, which may block.
 */
@Startup // and not with the first token: a wrong key stops the start
@ApplicationScoped
@Alternative
@Priority(1)
class TokenParser extends JWTCallerPrincipalFactory {

    private final JWTCallerPrincipalFactory local = new DefaultJWTCallerPrincipalFactory();
    private final Remote remote;

    TokenParser(@ConfigProperty(name = "kit.key-server.timeout") Duration timeout) {
        if (timeout.toMillis() < 1 || timeout.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new ConfigurationException("kit.key-server.timeout is " + timeout + "; allowed: 1ms to 1m");
        }
        remote = new Remote((int) timeout.toMillis());
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo settings) throws ParseException {
        if (!isRemote(settings)) {
            return local.parse(token, settings);
        }
        JwtContext parsed = remote.parse(token, settings);
        String type = parsed.getJoseObjects().get(0).getHeader("typ");
        return new DefaultJWTCallerPrincipal(token, type, parsed.getJwtClaims());
    }

    private static boolean isRemote(JWTAuthContextInfo settings) {
        String location = settings.getPublicKeyLocation();
        return location != null && location.startsWith("http") && settings.getPublicVerificationKey() == null;
    }

    private static final class Remote extends DefaultJWTTokenParser {

        private static final long PAUSE = Duration.ofSeconds(1).toNanos();

        private final int timeout;
        private KeyServer.@Nullable Settings asked;
        private @Nullable KeyServer server;
        private @Nullable UnresolvableKeyException failed;
        private long failedAt;

        Remote(int timeout) {
            this.timeout = timeout;
        }

        /** Until the first fetch succeeds, one call a second tries it; the other calls get the failure of that try. */
        @Override
        protected synchronized VerificationKeyResolver getVerificationKeyResolver(JWTAuthContextInfo settings)
                throws UnresolvableKeyException {
            if (server != null) {
                return server;
            }
            if (failed != null && System.nanoTime() - failedAt < PAUSE) {
                throw failed;
            }
            if (asked == null) {
                asked = new KeyServer.Settings(settings, timeout);
            }
            try {
                server = KeyServer.of(asked);
                return server;
            } catch (UnresolvableKeyException unavailable) {
                failed = unavailable;
                failedAt = System.nanoTime();
                throw unavailable;
            }
        }
    }
}
