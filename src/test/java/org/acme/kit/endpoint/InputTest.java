package org.acme.kit.endpoint;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.acme.kit.error.BusinessFailure;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.junit.jupiter.api.Test;

/** An endpoint takes what its caller has: nothing, parameters, a form, a body; violations name the part that is wrong. */
@QuarkusTest
class InputTest {

    record Version(String version) {}

    record Find(@Positive long id, @Max(100) int size) {}

    record Page(long id, int size) {}

    record Note(@NotBlank String text) {}

    @ServerEndpoint
    static class KitVersionEndpoint implements Endpoint<Void, Version> {
        @Override
        public Version call(Void nothing) {
            return new Version("1.2.3");
        }
    }

    @ServerEndpoint
    static class KitVersionLaterEndpoint implements Endpoint<Void, Uni<Version>> {
        @Override
        public Uni<Version> call(Void nothing) {
            return Uni.createFrom().item(new Version("1.2.3"));
        }
    }

    @ServerEndpoint
    static class KitFindEndpoint implements Endpoint<Find, Page> {
        @Override
        public Page call(Find request) {
            return new Page(request.id(), request.size());
        }
    }

    @ServerEndpoint
    static class KitNoteEndpoint implements Endpoint<Note, Note> {
        @Override
        public Note call(Note request) {
            return request;
        }
    }

    @Path("/kit-test/input")
    static class Resource {

        private final KitVersionEndpoint version;
        private final KitVersionLaterEndpoint later;
        private final KitFindEndpoint find;
        private final KitNoteEndpoint note;

        Resource(
                KitVersionEndpoint version, KitVersionLaterEndpoint later, KitFindEndpoint find, KitNoteEndpoint note) {
            this.version = version;
            this.later = later;
            this.find = find;
            this.note = note;
        }

        @GET
        @Path("/version")
        public Version version() {
            return version.call(null);
        }

        @DELETE
        @Path("/version")
        public Uni<Version> later() {
            return later.call(null);
        }

        @GET
        @Path("/pages/{id}")
        public Page find(@RestPath long id, @RestQuery @DefaultValue("10") int size) {
            return find.call(new Find(id, size));
        }

        @POST
        @Path("/form")
        @Consumes("application/x-www-form-urlencoded")
        public Note form(@RestForm String text) {
            return note.call(new Note(text));
        }

        @POST
        @Path("/json")
        @Consumes("application/json")
        public Note json(Note body) {
            return note.call(body);
        }
    }

    @Inject
    KitNoteEndpoint note;

    @Test
    void mayBeNothing() {
        when().get("/kit-test/input/version").then().statusCode(200).body("version", equalTo("1.2.3"));
        when().delete("/kit-test/input/version").then().statusCode(200).body("version", equalTo("1.2.3"));
    }

    @Test
    void isRequiredWhereThereIsARequest() {
        assertThatThrownBy(() -> note.call(null)).isInstanceOf(BusinessFailure.class);
        given().contentType(ContentType.JSON)
                .post("/kit-test/input/json")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:problem-type:missing-body"));
    }

    @Test
    void mayBeParameters() {
        when().get("/kit-test/input/pages/7?size=20").then().statusCode(200).body("size", equalTo(20));
        when().get("/kit-test/input/pages/7").then().statusCode(200).body("size", equalTo(10));
    }

    @Test
    void namesTheParametersThatBreakConstraints() {
        given().contentType(ContentType.JSON) // which some clients send with each request
                .get("/kit-test/input/pages/-1?size=101")
                .then()
                .statusCode(422)
                .body("errors.parameter", contains("id", "size"))
                .body("errors.pointer", contains(nullValue(), nullValue()));
    }

    @Test
    void namesTheFieldOfAFormThatBreaksAConstraint() {
        given().contentType(ContentType.URLENC)
                .formParam("text", " ")
                .post("/kit-test/input/form")
                .then()
                .statusCode(422)
                .body("errors.parameter", contains("text"));
    }

    @Test
    void pointsIntoAJsonBody() {
        given().contentType(ContentType.JSON)
                .body("{\"text\":\" \"}")
                .post("/kit-test/input/json")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("#/text"));
    }

    @Test
    void namesTheParameterThatCannotBeRead() {
        when().get("/kit-test/input/pages/7?size=abc")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors", hasSize(1))
                .body("errors[0].parameter", equalTo("size"))
                .body("errors[0].in", equalTo("query"));
        when().get("/kit-test/input/pages/x7?size=1")
                .then()
                .statusCode(404)
                .body("errors[0].parameter", equalTo("id"))
                .body("errors[0].in", equalTo("path"));
    }
}
