package org.acme.kit.security;

import static io.restassured.RestAssured.given;
import static org.acme.kit.error.ProblemDocument.isProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
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
    @ValueSource(strings = {"/kit-test/bank/ledger", "/kit-test/bank/archive"})
    void letsAClerkIn(String path) {
        assertThat(get(path, tokens.good()).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/kit-test/bank/ledger", "/kit-test/bank/archive"})
    void asksForATokenWhereThereIsNone(String path) {
        Response answer = given().get(path);

        isProblem(answer, 401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/kit-test/bank/ledger", "/kit-test/bank/archive"})
    void refusesEveryBadToken(String path) throws GeneralSecurityException {
        assertThat(tokens.bad()).isNotEmpty().allSatisfy((name, token) -> {
            Response answer = get(path, token);
            isProblem(answer, 401);
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/kit-test/bank/ledger", "/kit-test/bank/archive"})
    void refusesWhoIsKnownButNoClerk(String path) {
        isProblem(get(path, tokens.withoutGroups()), 403);
        isProblem(get(path, tokens.inGroup("guest")), 403);
    }

    @Test
    void looksAtNoTokenWhereNoneIsAskedFor() {
        assertThat(get("/kit-test/bank/counter", "x").statusCode()).isEqualTo(200);
    }

    /** It fails closed, with good tokens too, so that the first test of such an endpoint finds it. */
    @Test
    void letsNobodyInWhereATokenCannotBeChecked() {
        assertThat(get("/kit-test/bank/archive-on-the-event-loop", tokens.good())
                        .statusCode())
                .isEqualTo(500);
        assertThat(given().get("/kit-test/bank/archive-on-the-event-loop").statusCode())
                .isEqualTo(500);
    }

    /** At the lowest level that can be configured in a program that is built; below, calls of it are left out. */
    @Test
    void writesNoTokenIntoTheLog() throws GeneralSecurityException {
        Map<String, String> sent = tokens.bad();
        sent.put("good", tokens.good());
        String log = LogText.of(
                Level.FINE,
                () -> Stream.of("/kit-test/bank/ledger", "/kit-test/bank/archive", "/kit-test/bank/counter")
                        .forEach(path -> sent.values().forEach(token -> get(path, token))));
        assertThat(log).isNotEmpty();
        assertThat(sent).allSatisfy((name, token) -> assertThat(log).doesNotContain(secretOf(token)));
    }

    @Test
    void ruleNothingByPath() {
        assertThat(config.getPropertyNames()).noneMatch(key -> key.startsWith("quarkus.http.auth.permission"));
    }

    /** What is worth stealing: what follows the header, which all have alike. */
    private static String secretOf(String token) {
        return !token.contains(".")
                ? "Bearer " + token
                : token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'));
    }

    private static Response get(String path, String token) {
        return given().auth().oauth2(token).get(path);
    }
}
