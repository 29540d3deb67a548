package org.acme.kit.error;

import static io.restassured.RestAssured.given;
import static org.acme.kit.error.ProblemDocument.isProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.acme.kit.http.RawHttp;
import org.jboss.resteasy.reactive.RestPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A problem in place of an answer without content, which a peer or the service itself has made: its headers that stay. */
@QuarkusTest
class PassedOnAnswerTest {

    private static final String LENGTH = "content-length: ";

    /** Answers without content: to GET with the length 0, to HEAD with that of the content of a GET. */
    @ApplicationScoped
    static class Peer {
        void register(@Observes Router router) {
            router.route("/kit-test/passed-on-by").handler(request -> {
                if (request.request().method() == HttpMethod.HEAD) {
                    request.response().putHeader("Content-Length", "37");
                }
                request.response()
                        .setStatusCode(404)
                        .putHeader("Content-Language", "de")
                        .putHeader("ETag", "\"a\"")
                        .putHeader("X-Request-Id", "kit-peer")
                        .putHeader("X-Reason", "unknown")
                        .end();
            });
        }
    }

    @Path("/kit-test/passed-on")
    @Blocking
    static class Gateway {

        @GET
        @Path("/thrown/{method}")
        public String thrown(@RestPath String method) {
            throw new WebApplicationException(ask(method));
        }

        @GET
        @Path("/returned/{method}")
        public Response returned(@RestPath String method) {
            return ask(method);
        }

        @GET
        @Path("/thrown/own")
        public String own() {
            throw new WebApplicationException(ownAnswer());
        }

        @GET
        @Path("/returned/own")
        public Response returnedOwn() {
            return ownAnswer();
        }

        @GET
        @Path("/condition")
        public Response condition() {
            return Response.status(412).tag(new EntityTag("a")).build();
        }

        @GET
        @Path("/range")
        public Response range() {
            throw new WebApplicationException(
                    Response.status(416).header("Content-Range", "bytes */4711").build());
        }

        private static Response ownAnswer() {
            return Response.status(404)
                    .header("X-Reason", "unknown")
                    .language("de")
                    .tag(new EntityTag("a"))
                    .build();
        }

        private static Response ask(String method) {
            return ClientBuilder.newClient()
                    .target("http://localhost:" + RestAssured.port + "/kit-test/passed-on-by")
                    .request()
                    .method(method);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"thrown/GET", "thrown/HEAD", "thrown/own", "returned/GET", "returned/HEAD", "returned/own"})
    void hasTheLengthOfTheProblem(String path) throws IOException {
        String answer = RawHttp.send(
                RestAssured.port,
                "GET /kit-test/passed-on/" + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        String[] parts = answer.split("\r\n\r\n", 2);
        assertThat(parts[0].lines().map(line -> line.toLowerCase(Locale.ROOT)).filter(line -> line.startsWith(LENGTH)))
                .as(answer)
                .containsExactly(LENGTH + parts[1].getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void keepsWhatACallerNeedsToTryAgain() {
        isProblem(given().get("/kit-test/passed-on/condition"), 412).header("ETag", "\"a\"");
        isProblem(given().get("/kit-test/passed-on/range"), 416).header("Content-Range", "bytes */4711");
    }

    @ParameterizedTest
    @ValueSource(strings = {"thrown/GET", "thrown/HEAD", "thrown/own", "returned/GET", "returned/HEAD", "returned/own"})
    void keepsWhatIsNotAboutTheContent(String path) {
        isProblem(given().get("/kit-test/passed-on/" + path), 404)
                .header("X-Reason", "unknown")
                .header("Content-Language", nullValue())
                .header("ETag", nullValue());
    }
}
