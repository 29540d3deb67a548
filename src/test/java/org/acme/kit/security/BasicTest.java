package org.acme.kit.security;

import static io.restassured.RestAssured.given;
import static org.acme.kit.error.ProblemDocument.isProblem;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passwords in place of tokens: nothing of tokens is configured, and the endpoints are the same. */
@QuarkusTest
@TestProfile(BasicTest.Passwords.class)
class BasicTest {

    public static class Passwords implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.http.auth.basic", "true",
                    "mp.jwt.verify.publickey", "NONE",
                    "mp.jwt.verify.issuer", "NONE");
        }
    }

    /** Knows everybody whose password is the name. */
    @ApplicationScoped
    static class People implements IdentityProvider<UsernamePasswordAuthenticationRequest> {
        @Override
        public Class<UsernamePasswordAuthenticationRequest> getRequestType() {
            return UsernamePasswordAuthenticationRequest.class;
        }

        @Override
        public Uni<SecurityIdentity> authenticate(
                UsernamePasswordAuthenticationRequest request, AuthenticationRequestContext context) {
            String name = request.getUsername();
            return name.equals(new String(request.getPassword().getPassword()))
                    ? Uni.createFrom()
                            .item(QuarkusSecurityIdentity.builder()
                                    .setPrincipal(new QuarkusPrincipal(name))
                                    .addRole(name)
                                    .build())
                    : Uni.createFrom().failure(new AuthenticationFailedException());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/kit-test/bank/ledger", "/kit-test/bank/archive"})
    void letsAClerkInByPassword(String path) {
        given().auth().preemptive().basic("clerk", "clerk").get(path).then().statusCode(200);
        isProblem(given().auth().preemptive().basic("guest", "guest").get(path), 403);
        isProblem(given().auth().preemptive().basic("clerk", "wrong").get(path), 401);
        isProblem(given().get(path), 401);
        isProblem(given().auth().oauth2("x.y.z").get(path), 401);
    }

    @Test
    void saysSoInTheContract() {
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("components.securitySchemes.keySet()", contains("basic"))
                .body("components.securitySchemes.basic.scheme", equalTo("basic"))
                .body("paths.'/kit-test/bank/ledger'.get.security", equalTo(List.of(Map.of("basic", List.of()))));
    }
}
