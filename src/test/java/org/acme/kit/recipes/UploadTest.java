package org.acme.kit.recipes;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.endpoint.ServerEndpoint;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UploadTest {

    record Document(@NotNull @Nullable FileUpload file) {}

    record Stored(long bytes) {}

    @ServerEndpoint
    static class KitStoreEndpoint implements Endpoint<Document, Stored> {
        @Override
        public Stored call(Document request) {
            return new Stored(request.file().size());
        }
    }

    @Path("/kit-test/documents")
    static class Resource {

        private final KitStoreEndpoint store;

        Resource(KitStoreEndpoint store) {
            this.store = store;
        }

        @POST
        @Consumes(MediaType.MULTIPART_FORM_DATA)
        @Blocking
        public Stored store(@RestForm FileUpload file) {
            return store.call(new Document(file));
        }
    }

    @Test
    void storesAFile() {
        given().multiPart("file", "a.txt", "hello".getBytes())
                .post("/kit-test/documents")
                .then()
                .statusCode(200)
                .body("bytes", equalTo(5));
    }

    @Test
    void namesTheFileThatIsMissing() {
        given().multiPart("other", "x")
                .post("/kit-test/documents")
                .then()
                .statusCode(422)
                .body("errors.parameter", contains("file"));
    }
}
