package org.acme.kit.security;

import static io.restassured.RestAssured.given;
import static org.acme.kit.error.ProblemDocument.isProblem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A mechanism that cannot say how to authenticate, as one whose provider is away: the caller is refused all the same. */
@QuarkusTest
@TestProfile(ChallengeTest.WithoutChallenge.class)
class ChallengeTest {

    public static class WithoutChallenge extends BasicTest.Passwords {
        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(BrokenMechanism.class);
        }
    }

    @Alternative
    @ApplicationScoped
    static class BrokenMechanism implements HttpAuthenticationMechanism {

        @Override
        public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager providers) {
            return Uni.createFrom().nullItem();
        }

        @Override
        public Uni<ChallengeData> getChallenge(RoutingContext request) {
            if (request.request().getHeader("Itself") != null) {
                return Uni.createFrom().item(new ChallengeData(499, "WWW-Authenticate", "Kit"));
            }
            if (request.request().getHeader("At-Once") != null) {
                throw new IllegalStateException("The provider is away");
            }
            return Uni.createFrom().failure(new IllegalStateException("The provider is away"));
        }

        @Override
        public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
            return Set.of();
        }

        /** The first is asked for the challenge. */
        @Override
        public int getPriority() {
            return DEFAULT_PRIORITY + 1;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"At-Once", "Later"})
    void refusesACallerThatItCannotTellHowToAuthenticate(String when) {
        isProblem(given().header(when, "yes").get("/kit-test/bank/ledger"), 401)
                .header("WWW-Authenticate", nullValue());
    }

    /** OpenID Connect has this status for programs that redirect themselves. */
    @ParameterizedTest
    @ValueSource(strings = {"/kit-test/bank/ledger", "/kit-test/bank/archive"})
    void answersWithTheStatusOfTheChallenge(String path) {
        isProblem(given().header("Itself", "yes").get(path), 499).header("WWW-Authenticate", "Kit");
    }
}
