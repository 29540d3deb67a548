package org.acme.kit.security;

import static io.restassured.RestAssured.given;
import static org.acme.kit.error.ProblemDocument.isProblem;
import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TrustedAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.Map;
import org.acme.kit.error.BusinessFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A form in place of tokens: a browser that is not known goes to the login page. */
@QuarkusTest
@TestProfile(LoginPageTest.Form.class)
class LoginPageTest {

    public static class Form extends BasicTest.Passwords {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> config = new HashMap<>(super.getConfigOverrides());
            config.remove("quarkus.http.auth.basic");
            config.put("quarkus.http.auth.form.enabled", "true");
            config.put("quarkus.http.auth.form.priority", "2000");
            config.put("quarkus.http.auth.session.encryption-key", "0123456789abcdef0123456789abcdef");
            return config;
        }
    }

    /** Knows everybody who has logged in. */
    @ApplicationScoped
    static class Sessions implements IdentityProvider<TrustedAuthenticationRequest> {
        @Override
        public Class<TrustedAuthenticationRequest> getRequestType() {
            return TrustedAuthenticationRequest.class;
        }

        @Override
        public Uni<SecurityIdentity> authenticate(
                TrustedAuthenticationRequest request, AuthenticationRequestContext context) {
            return Uni.createFrom()
                    .item(QuarkusSecurityIdentity.builder()
                            .setPrincipal(new QuarkusPrincipal(request.getPrincipal()))
                            .addRole(request.getPrincipal())
                            .build());
        }
    }

    /** Refuses outside of the resources. */
    @ApplicationScoped
    static class Guard {
        void register(@Observes Router router) {
            router.get("/kit-test/guarded").handler(request -> request.fail(new UnauthorizedException()));
            router.get("/kit-test/pin").handler(request -> request.fail(new KitWrongPin()));
        }
    }

    static final class KitWrongPin extends BusinessFailure {
        KitWrongPin() {
            super("kit-wrong-pin", "Wrong PIN", 401, "Try another one.");
        }
    }

    @Test
    void leavesARefusalOfTheServiceAsItIs() {
        isProblem(given().redirects().follow(false).get("/kit-test/pin"), 401)
                .body("title", equalTo("Wrong PIN"))
                .header("Location", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/kit-test/bank/ledger", "/kit-test/bank/archive", "/kit-test/guarded"})
    void sendsABrowserToTheLoginPage(String path) {
        given().redirects()
                .follow(false)
                .accept("text/html,*/*;q=0.8")
                .get(path)
                .then()
                .statusCode(302)
                .header("Location", endsWith("/login.html"))
                .header("Set-Cookie", not(blankOrNullString()))
                .header("Content-Type", nullValue());
    }

    @Test
    void sendsABrowserWithAWrongPasswordToTheErrorPage() {
        given().redirects()
                .follow(false)
                .formParam("j_username", "clerk")
                .formParam("j_password", "wrong")
                .post("/j_security_check")
                .then()
                .statusCode(302)
                .header("Location", endsWith("/error.html"));
    }

    @Test
    void letsAClerkInWhoHasLoggedIn() {
        String session = given().redirects()
                .follow(false)
                .formParam("j_username", "clerk")
                .formParam("j_password", "clerk")
                .post("/j_security_check")
                .then()
                .statusCode(302)
                .extract()
                .cookie("quarkus-credential");

        given().cookie("quarkus-credential", session)
                .get("/kit-test/bank/ledger")
                .then()
                .statusCode(200);
        isProblem(given().cookie("quarkus-credential", session).get("/kit-test/no-such-path"), 404);
    }
}
