package org.acme.kit.error;

import static io.restassured.RestAssured.given;
import static org.acme.kit.error.ProblemDocument.isProblem;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A parameter that cannot be read is the caller's failure, and named if it can be; a refusal of the service stays as it is. */
@QuarkusTest
class UnreadableParameterTest {

    /** A type of the service, which Quarkus REST reads by the constructor. */
    record Colour(String name) {
        Colour {
            if (name.length() > 3) {
                throw new IllegalArgumentException("no such colour");
            }
        }
    }

    static class Filter {
        @RestQuery
        Integer count;

        @RestQuery
        BigDecimal least;

        @RestHeader
        Integer xLimit;
    }

    record FilterRecord(@RestQuery("most") Integer most) {}

    @Path("/kit-test/unreadable")
    static class Resource {

        @GET
        @Path("/orders")
        public String orders(
                @RestQuery BigDecimal amount,
                @RestQuery Colour colour,
                @RestQuery LocalDate since,
                @RestQuery Optional<Integer> number,
                @RestHeader Integer xLimit,
                @RestQuery String text) {
            return "";
        }

        @GET
        @Path("/filtered")
        public String filtered(@BeanParam Filter filter) {
            return "";
        }

        @GET
        @Path("/filtered-by-record")
        public String filteredByRecord(@BeanParam FilterRecord filter) {
            return "";
        }

        @GET
        @Path("/orders/{id}")
        public String order(@RestPath long id, @RestQuery BigDecimal amount) {
            return "";
        }

        @GET
        @Path("/refused/{id}")
        public String refused(@RestPath String id, @RestQuery String number) {
            throw new NotFoundException(new NoSuchElementException("No order: " + (number == null ? id : number)));
        }

        @GET
        @Path("/refused-as-bad/{id}")
        public String refusedAsBad(@RestPath String id) {
            throw new BadRequestException(new IllegalArgumentException("No order: " + id));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "refused/42,           404",
        "refused/x?number=42,  404",
        "refused-as-bad/42,    400",
    })
    void leavesARefusalOfTheServiceAlone(String path, int status) {
        isProblem(given().get("/kit-test/unreadable/" + path), status)
                .body("detail", nullValue())
                .body("errors", nullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders?amount=abc",
                "orders?colour=green",
                "orders?since=2026-11-271111111111111111111111111111111111111111111111111111111111111111111111",
                "filtered?least=abc",
            })
    void refusesAQueryThatCannotBeReadWhereNoMessageQuotesIt(String path) {
        isProblem(given().get("/kit-test/unreadable/" + path), 400)
                .body("detail", equalTo("A parameter of the request cannot be read."))
                .body("errors", nullValue());
    }

    @ParameterizedTest
    @CsvSource({
        "orders?number=abc,            400, number, query",
        "orders?since=abc,             400, since,  query",
        "filtered?count=abc,           400, count,  query",
        "filtered-by-record?most=abc,  400, most,   query",
        "orders/abc,                   404, id,     path",
    })
    void namesAParameterThatAMessageQuotes(String path, int status, String name, String in) {
        isProblem(given().get("/kit-test/unreadable/" + path), status)
                .body("errors.parameter", equalTo(List.of(name)))
                .body("errors.in", equalTo(List.of(in)));
    }

    /** The same value in the query is good. */
    @ParameterizedTest
    @ValueSource(strings = {"orders", "filtered"})
    void namesAHeader(String path) {
        isProblem(given().header("X-Limit", "abc").get("/kit-test/unreadable/" + path + "?text=abc"), 400)
                .body("errors.parameter", equalTo(List.of("X-Limit")))
                .body("errors.in", equalTo(List.of("header")));
    }

    /** It may be the path that does not exist. */
    @ParameterizedTest
    @ValueSource(strings = {"orders/1?amount=abc"})
    void doesNotGuessBesideAPathWithParameters(String path) {
        isProblem(given().get("/kit-test/unreadable/" + path), 404).body("errors", nullValue());
    }
}
