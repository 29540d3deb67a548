package org.acme.stringsvc;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class CatalogueIT extends CatalogueTest {

    @Override
    String address() {
        return "http://localhost:" + System.getProperty("test.management.port") + "/q/endpoints";
    }
}
