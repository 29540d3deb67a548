package org.acme.kit.middleware;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.arc.Lock;
import io.quarkus.cache.Cache;
import io.quarkus.cache.CacheInvalidate;
import io.quarkus.cache.CacheInvalidateAll;
import io.quarkus.cache.CacheName;
import io.quarkus.cache.CacheResult;
import io.quarkus.cache.CaffeineCache;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.acme.kit.endpoint.Catalogue;
import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.endpoint.ServerEndpoint;
import org.acme.kit.error.BusinessFailure;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only a call that is authorised and valid empties a cache. */
@QuarkusTest
class CacheInvalidationTest {

    private static final Fruit APPLE = new Fruit("apple");

    record Fruit(String name) {}

    @ServerEndpoint
    static class KitRepriceEndpoint implements Endpoint<Fruit, Uni<String>> {
        @Override
        @Transactional
        @RolesAllowed("clerk")
        @CacheInvalidateAll(cacheName = "kit-prices")
        public Uni<String> call(Fruit fruit) {
            if (fruit.name().equals("stone")) {
                throw new BusinessFailure("no-fruit", "No fruit", 409, "Send a fruit.");
            }
            return Uni.createFrom().item(fruit.name());
        }
    }

    @ServerEndpoint
    static class KitRefreshEndpoint implements Endpoint<Fruit, String> {

        private final AtomicInteger calls = new AtomicInteger();

        @Override
        @CacheInvalidate(cacheName = "kit-fresh")
        @CacheInvalidateAll(cacheName = "kit-others")
        @CacheResult(cacheName = "kit-fresh")
        public String call(Fruit fruit) {
            return fruit.name() + calls.incrementAndGet();
        }
    }

    @ServerEndpoint
    static class KitWithdrawEndpoint implements Endpoint<Fruit, String> {
        @Override
        @Lock
        @RolesAllowed("clerk")
        @CacheInvalidate(cacheName = "kit-prices")
        public String call(Fruit fruit) {
            return fruit.name();
        }
    }

    @ServerEndpoint
    static class KitPriceEndpoint implements Endpoint<Fruit, Uni<String>> {
        @Override
        @CacheResult(cacheName = "kit-prices")
        public Uni<String> call(Fruit fruit) {
            throw new BusinessFailure("no-fruit", "No fruit", 409, "Send a fruit.");
        }
    }

    @Path("/kit-test")
    @Consumes("application/json")
    static class Resource {

        private final KitRepriceEndpoint reprice;
        private final KitWithdrawEndpoint withdraw;
        private final KitPriceEndpoint price;

        Resource(KitRepriceEndpoint reprice, KitWithdrawEndpoint withdraw, KitPriceEndpoint price) {
            this.price = price;
            this.reprice = reprice;
            this.withdraw = withdraw;
        }

        @POST
        @Path("reprice")
        @Blocking // as transactions want it
        public Uni<String> reprice(Fruit fruit) {
            return reprice.call(fruit);
        }

        @POST
        @Path("withdraw")
        public String withdraw(Fruit fruit) {
            return withdraw.call(fruit);
        }

        @POST
        @Path("price")
        public Uni<String> price(Fruit fruit) {
            return price.call(fruit);
        }
    }

    @Inject
    Catalogue catalogue;

    @Inject
    KitRefreshEndpoint refresh;

    @CacheName("kit-prices")
    Cache prices;

    @ConfigProperty(name = "mp.jwt.verify.audiences")
    String audience;

    @BeforeEach
    void fill() {
        prices.invalidateAll().await().indefinitely();
        prices.get(APPLE, name -> "3").await().indefinitely();
    }

    @ParameterizedTest
    @ValueSource(strings = {"reprice", "withdraw"})
    void comesAfterTheAuthorisation(String change) {
        post(given(), "apple", change, 401);
        post(as("guest"), "apple", change, 403);
        assertThat(prices.as(CaffeineCache.class).keySet()).containsExactly(APPLE);

        post(as("clerk"), "apple", change, 200);
        assertThat(prices.as(CaffeineCache.class).keySet()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"reprice", "withdraw"})
    void hidesNoRefusal(String change) {
        as("clerk").post("/kit-test/" + change).then().statusCode(400);
    }

    /** The cache wraps what a method throws that returns a Uni. */
    @Test
    void hidesNoRefusalOfTheFunction() {
        post(as("clerk"), "stone", "reprice", 409);
        post(as("clerk"), "stone", "price", 409);
    }

    @Test
    void comesBeforeTheCacheIsAsked() {
        assertThat(refresh.call(new Fruit("pear"))).isNotEqualTo(refresh.call(new Fruit("pear")));
        assertThat(chain("kit-refresh"))
                .endsWith("CacheInvalidateAll", "WithinDeadline", "Validated", "CacheInvalidate", "CacheResult");
    }

    /** Before the commit, a reader would fill the cache again with what is not valid any more. */
    @Test
    void emptiesTheWholeCacheAfterTheCommit() {
        assertThat(chain("kit-reprice"))
                .containsSubsequence("RolesAllowed", "CacheInvalidateAll", "Transactional", "WithinDeadline");
    }

    /** Callers who wait for the lock are counted, and strangers do not take it. */
    @Test
    void locksWithinTheLimit() {
        assertThat(chain("kit-withdraw"))
                .containsExactly(
                        "Observed",
                        "Limited",
                        "RolesAllowed",
                        "Lock",
                        "WithinDeadline",
                        "Validated",
                        "CacheInvalidate");
    }

    private List<String> chain(String endpoint) {
        return catalogue.endpoints().stream()
                .filter(listed -> listed.name().equals(endpoint))
                .flatMap(listed -> listed.chain().stream())
                .toList();
    }

    private RequestSpecification as(String group) {
        String token = Jwt.audience(audience).subject("ann").groups(group).sign();
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }

    private static void post(RequestSpecification caller, String fruit, String path, int status) {
        caller.contentType(ContentType.JSON)
                .body("{\"name\":\"" + fruit + "\"}")
                .post("/kit-test/" + path)
                .then()
                .statusCode(status);
    }
}
