package org.acme.stringsvc.orders;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OrderResourceTest {

    @Test
    void placesAnOrderThatIsFoundThen() {
        String id = placed();

        given().get("/orders/" + id)
                .then()
                .statusCode(200)
                .body("id", equalTo(id))
                .body("items", hasSize(2))
                .body("items[0].sku", equalTo("a-1"))
                .body("items[0].quantity", equalTo(2))
                .body("state", equalTo("PLACED"))
                .body("version", equalTo(0));
    }

    @Test
    void ordersNothingTwice() {
        UUID id = UUID.randomUUID();
        place("\"id\":\"" + id + "\",").statusCode(201).body("id", equalTo(id.toString()));

        place("\"id\":\"" + id + "\",")
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:problem-type:duplicate-order"));
    }

    @Test
    void refusesAnOrderOfNothing() {
        post("/orders", "{\"items\":[]}").statusCode(422);
        post("/orders", "{\"items\":[{\"sku\":\"a-1\",\"quantity\":0}]}").statusCode(422);
        // No database takes it in a text.
        post("/orders", "{\"items\":[{\"sku\":\"a\\u0000\",\"quantity\":1}]}").statusCode(422);
    }

    @Test
    void cancelsTheVersionThatWasSeen() {
        String id = placed();

        given().post("/orders/" + id + "/cancel?version=1")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:problem-type:stale-order"));
        given().post("/orders/" + id + "/cancel?version=0")
                .then()
                .statusCode(200)
                .body("state", equalTo("CANCELLED"))
                .body("version", equalTo(1));
        given().post("/orders/" + id + "/cancel?version=0").then().statusCode(409);
    }

    @Test
    void changesNothingByASecondCancellation() {
        String id = placed();
        given().post("/orders/" + id + "/cancel?version=0").then().statusCode(200);

        given().post("/orders/" + id + "/cancel?version=1")
                .then()
                .statusCode(200)
                .body("state", equalTo("CANCELLED"))
                .body("version", equalTo(1));
        given().get("/orders/" + id).then().body("version", equalTo(1));
    }

    @Test
    void knowsNoOtherOrder() {
        given().get("/orders/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:problem-type:no-such-order"));
    }

    @Test
    void listsAllByTheLinksOfThePages() {
        List<String> placed = List.of(placed(), placed(), placed());

        List<String> listed = new ArrayList<>();
        String link = "?page=0&size=2";
        while (link != null) {
            var page = given().get("/orders" + link).then().statusCode(200).extract();
            assertThat(page.<List<?>>path("orders")).hasSizeLessThanOrEqualTo(2);
            listed.addAll(page.path("orders.id"));
            link = page.path("next");
        }

        assertThat(listed).doesNotHaveDuplicates().containsSubsequence(placed);
        given().get("/orders?page=1&size=2").then().body("prev", equalTo("?page=0&size=2"));
        given().get("/orders?size=101").then().statusCode(422);
    }

    private static String placed() {
        return place("").statusCode(201).extract().path("id");
    }

    private static ValidatableResponse place(String id) {
        return post(
                "/orders", "{" + id + "\"items\":[{\"sku\":\"a-1\",\"quantity\":2},{\"sku\":\"b\",\"quantity\":1}]}");
    }

    private static ValidatableResponse post(String path, String body) {
        return given().contentType(ContentType.JSON).body(body).post(path).then();
    }
}
