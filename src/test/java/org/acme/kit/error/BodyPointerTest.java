package org.acme.kit.error;

import static io.restassured.RestAssured.given;
import static org.acme.kit.error.ProblemDocument.isProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.endpoint.ServerEndpoint;
import org.acme.kit.http.RawHttp;
import org.jboss.resteasy.reactive.RestQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A violation in a JSON body is found by its pointer, however the body comes. */
@QuarkusTest
class BodyPointerTest {

    record Place(
            @NotBlank String city,
            @JsonProperty("post_code") @Size(max = 5) String postCode,
            @JsonProperty("sub_places") List<@Valid Place> parts,
            @JsonProperty("by_name") Map<String, @Valid Place> byName) {}

    record Search(@JsonProperty("post_code") @Size(max = 5) String postCode) {}

    @ServerEndpoint
    static class KitPlaceEndpoint implements Endpoint<Place, Place> {
        @Override
        public Place call(Place request) {
            return request;
        }
    }

    @ServerEndpoint
    static class KitSearchEndpoint implements Endpoint<Search, Search> {
        @Override
        public Search call(Search request) {
            return request;
        }
    }

    @Path("/kit-test/places")
    @Consumes(MediaType.APPLICATION_JSON)
    static class Resource {

        private final KitPlaceEndpoint place;
        private final KitSearchEndpoint search;

        Resource(KitPlaceEndpoint place, KitSearchEndpoint search) {
            this.place = place;
            this.search = search;
        }

        @POST
        @Path("/endpoint")
        public Place call(Place request) {
            return place.call(request);
        }

        @POST
        @Path("/many")
        public int many(List<@Valid Place> places) {
            return places.size();
        }

        @GET
        public Search find(@RestQuery String postCode) {
            return search.call(new Search(postCode));
        }

        @POST
        public String add(@Valid Place place) {
            return place.city();
        }

        @DELETE
        public String remove(@Valid Place place) {
            return place.city();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"city\":\"x\",\"post_code\":\"123456\"} | /post_code",
                "{\"city\":\"x\",\"sub_places\":[{\"city\":\"x\",\"post_code\":\"123456\"}]} | /sub_places/0/post_code",
                "{\"city\":\"x\",\"by_name\":{\"a\":{\"city\":\"x\",\"post_code\":\"123456\"}}} | /by_name/a/post_code",
            })
    void namesPropertiesAsTheBodyDoes(String body, String pointer) {
        for (String path : List.of("/kit-test/places", "/kit-test/places/endpoint")) {
            isProblem(given().contentType(ContentType.JSON).body(body).post(path), 422)
                    .body("errors.pointer", equalTo(List.of("#" + pointer)));
        }
        isProblem(given().contentType(ContentType.JSON).body("[" + body + "]").post("/kit-test/places/many"), 422)
                .body("errors.pointer", equalTo(List.of("#/0" + pointer)));
    }

    @Test
    void namesParametersAsTheCodeDoes() {
        isProblem(given().get("/kit-test/places?postCode=123456"), 422)
                .body("errors.parameter", equalTo(List.of("postCode")));
    }

    @Test
    void isReadAsItIsWritten() throws IOException {
        Violation read = new ObjectMapper().readValue("{\"pointer\":\"#/a\",\"detail\":\"x\"}", Violation.class);

        assertThat(read).isEqualTo(new Violation("#/a", null, null, "x", null));
        assertThat(new ObjectMapper().writeValueAsString(new Violation("#/a", null, null, "x", "#/b")))
                .isEqualTo("{\"pointer\":\"#/a\",\"detail\":\"x\"}");
    }

    @Test
    void pointsIntoTheBodyOfADelete() {
        isProblem(given().contentType(ContentType.JSON).body("{\"city\":\" \"}").delete("/kit-test/places"), 422)
                .body("errors.pointer", equalTo(List.of("#/city")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "DELETE"})
    void pointsIntoABodyWithoutAType(String method) throws IOException {
        String body = "{\"city\":\" \"}";

        String answer = RawHttp.send(
                RestAssured.port,
                method + " /kit-test/places HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body);

        assertThat(answer).startsWith("HTTP/1.1 422 ").contains("\"pointer\":\"#/city\"");
    }
}
