// kit:file: proves the kit through the example
package org.acme.stringsvc;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.RepeatedTest;

@QuarkusTest
@WithTestResource(value = SecurePeers.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class SecurePeersTest {

    @RepeatedTest(4)
    void onlyTheOneWithACertificateOfItsNameInDnsIsTalkedTo() {
        given().contentType(ContentType.JSON)
                .body("{\"s\":\"x\"}")
                .post("/uppercase")
                .then()
                .statusCode(200)
                .body("v", equalTo("peer.test"));
    }
}
