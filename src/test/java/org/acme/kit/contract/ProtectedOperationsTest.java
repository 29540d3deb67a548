package org.acme.kit.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.security.Authenticated;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.endpoint.ServerEndpoint;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.jandex.Index;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract tells how to authenticate wherever a caller must, on the endpoint and on the resource. */
@QuarkusTest
class ProtectedOperationsTest {

    @ServerEndpoint
    static class KitSealEndpoint implements Endpoint<String, Uni<String>> {
        @Override
        @RolesAllowed("clerk")
        @Operation(summary = "Seal it", description = "For clerks.")
        public Uni<String> call(String request) {
            return Uni.createFrom().item("sealed");
        }
    }

    @Path("/kit-test/sealed")
    static class SealedResource {

        private final KitSealEndpoint seal;

        SealedResource(KitSealEndpoint seal) {
            this.seal = seal;
        }

        @GET
        @Path("/by-field")
        public Uni<String> seal() {
            return seal.call("");
        }

        @GET
        @Path("/on-the-method")
        @RolesAllowed({"clerk", "guard"})
        public Uni<String> onTheMethod() {
            return Uni.createFrom().item("");
        }

        @GET
        @Path("/authenticated")
        @Authenticated
        public Uni<String> authenticated() {
            return Uni.createFrom().item("");
        }

        @GET
        @Path("/open")
        public String open() {
            return "";
        }
    }

    @Path("/kit-test/sealed-class")
    @RolesAllowed("clerk")
    static class SealedClassResource {

        @GET
        @Path("/by-class")
        public Uni<String> byClass() {
            return Uni.createFrom().item("");
        }
    }

    /** Its method has another name than the endpoint and the field; it has no operation, so the build is silent about it. */
    @Path("/kit-test/misnamed")
    static class MisnamedResource {

        private final KitSealEndpoint seal;

        MisnamedResource(KitSealEndpoint seal) {
            this.seal = seal;
        }

        public Uni<String> close() {
            return seal.call("");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sealed/by-field",
                "sealed/on-the-method",
                "sealed/authenticated",
                "sealed-class/by-class",
            })
    void tellsHowToAuthenticate(String path) {
        JsonPath contract = contract();

        assertThat(contract.<List<Map<String, List<String>>>>get("paths.'/kit-test/" + path + "'.get.security"))
                .extracting(Map::keySet)
                .containsExactly(Set.of("bearer"));
        assertThat(contract.getMap("components.securitySchemes")).containsOnlyKeys("bearer");
    }

    @Test
    void asksForNoTokenWhereNoneIsNeeded() {
        assertThat(contract().<Object>get("paths.'/kit-test/sealed/open'.get.security"))
                .isNull();
    }

    @Test
    void findsAnEndpointByTheFieldOfTheResource() {
        assertThat(contract().<String>get("paths.'/kit-test/sealed/by-field'.get.summary"))
                .isEqualTo("Seal it");
    }

    @Test
    void saysWhichProtectedEndpointItCannotFind() throws IOException {
        Config nothing = new SmallRyeConfigBuilder().build();

        assertThat(undescribed(nothing, MisnamedResource.class))
                .containsExactly(
                        "KitSealEndpoint is protected, but the contract of MisnamedResource does not say so: it has no method"
                                + " kitSeal or seal. Name the method that calls the endpoint like the endpoint or like the field.");
        assertThat(undescribed(nothing, SealedResource.class)).isEmpty();
    }

    private static List<String> undescribed(Config config, Class<?> resource) throws IOException {
        return new DescribedEndpoints(
                        Index.of(Endpoint.class, KitSealEndpoint.class, resource), new Authentication(config))
                .undescribed();
    }

    private static JsonPath contract() {
        return given().accept("application/json").get("/q/openapi").jsonPath();
    }
}
