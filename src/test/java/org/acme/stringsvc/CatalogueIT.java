package org.acme.stringsvc;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class CatalogueIT extends CatalogueTest {

    @Override
    String address() {
        return PackagedProgram.management("/endpoints");
    }
}
