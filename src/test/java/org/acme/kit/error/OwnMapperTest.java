package org.acme.kit.error;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.annotation.Priority;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A mapper of the service for an exception that the kit maps too: the lower number wins, as configuration.md says. */
@QuarkusTest
@TestProfile(OwnMapperTest.WithMapper.class)
class OwnMapperTest {

    public static class WithMapper implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("kit-test.own-mapper", "true");
        }
    }

    @Provider
    @Priority(Priorities.USER - 2)
    @IfBuildProperty(name = "kit-test.own-mapper", stringValue = "true")
    static class OwnMapper implements ExceptionMapper<NotFoundException> {
        @Override
        public Response toResponse(NotFoundException thrown) {
            return Response.status(404).entity("own words").build();
        }
    }

    @Test
    void isAskedBeforeTheKit() {
        given().get("/kit-test/probe/now/not-found").then().statusCode(404).body(equalTo("own words"));
    }
}
