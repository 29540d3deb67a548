package org.acme.kit.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.stream.Stream;
import org.acme.kit.middleware.LogLines;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class TokenTest {

    @Inject
    Config config;

    private Tokens tokens;

    @BeforeEach
    void makeTokens() {
        tokens = new Tokens(config);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bank/ledger", "/bank/archive"})
    void letsAClerkIn(String path) {
        assertThat(get(path, tokens.good()).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bank/ledger", "/bank/archive"})
    void asksForATokenWhereThereIsNone(String path) {
        Response answer = given().get(path);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bank/ledger", "/bank/archive"})
    void refusesEveryBadToken(String path) throws GeneralSecurityException {
        assertThat(tokens.bad()).isNotEmpty().allSatisfy((name, token) -> {
            Response answer = get(path, token);
            assertThat(answer.statusCode()).as(name).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bank/ledger", "/bank/archive"})
    void refusesWhoIsKnownButNoClerk(String path) {
        assertThat(get(path, tokens.withoutGroups()).statusCode()).isEqualTo(403);
        assertThat(get(path, tokens.inGroup("guest")).statusCode()).isEqualTo(403);
    }

    @Test
    void looksAtNoTokenWhereNoneIsAskedFor() {
        assertThat(get("/bank/counter", "x").statusCode()).isEqualTo(200);
    }

    /** It fails closed, with good tokens too, so that the first test of such an endpoint finds it. */
    @Test
    void letsNobodyInWhereATokenCannotBeChecked() {
        assertThat(get("/bank/archive-on-the-event-loop", tokens.good()).statusCode())
                .isEqualTo(500);
        assertThat(given().get("/bank/archive-on-the-event-loop").statusCode()).isEqualTo(500);
    }

    @Test
    void writesNoTokenIntoTheLog() throws GeneralSecurityException {
        Map<String, String> bad = tokens.bad();
        String good = tokens.good();
        try (LogLines log = new LogLines("")) {
            Stream.of("/bank/ledger", "/bank/archive", "/bank/counter").forEach(path -> {
                bad.values().forEach(token -> get(path, token));
                get(path, good);
            });

            assertThat(log.lines()).isNotEmpty();
            assertThat(bad.values()).filteredOn(token -> token.length() > 1).allSatisfy(token -> assertThat(log.lines())
                    .noneMatch(line -> line.contains(secretOf(token))));
            assertThat(log.lines()).noneMatch(line -> line.contains(secretOf(good)));
        }
    }

    @Test
    void ruleNothingByPath() {
        assertThat(config.getPropertyNames()).noneMatch(key -> key.startsWith("quarkus.http.auth.permission"));
    }

    /** What is worth stealing: what follows the header, which all have alike. */
    private static String secretOf(String token) {
        return token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'));
    }

    private static Response get(String path, String token) {
        return given().auth().oauth2(token).get(path);
    }
}
