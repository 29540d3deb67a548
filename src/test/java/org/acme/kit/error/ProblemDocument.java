package org.acme.kit.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;

/** What every answer of 400 or more has in common, and what none of them tells. */
public final class ProblemDocument {

    private ProblemDocument() {}

    public static ValidatableResponse isProblem(Response response, int status) {
        assertThat(response.asString())
                .as("nothing internal")
                .doesNotContain(
                        "org.acme",
                        "java.",
                        "jakarta.",
                        "com.fasterxml",
                        "io.quarkus",
                        "Exception",
                        "Error:",
                        "10.9.8.7",
                        "\tat ",
                        "<html");
        return response.then()
                .statusCode(status)
                .contentType(Problem.MEDIA_TYPE)
                .header("X-Request-Id", not(blankOrNullString()))
                .body("type", matchesPattern("about:blank|urn:problem-type:[a-z-]+"))
                .body("title", not(blankOrNullString()))
                .body("status", equalTo(status))
                .body("instance", matchesPattern("/([^/].*)?"))
                .body("requestId", equalTo(response.header("X-Request-Id")));
    }
}
