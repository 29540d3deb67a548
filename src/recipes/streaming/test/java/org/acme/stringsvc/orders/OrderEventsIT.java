package org.acme.stringsvc.orders;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class OrderEventsIT extends OrderEventsTest {

    /** In the production program a comment comes every 15 s. */
    @Override
    void sendsCommentsWhileNothingHappens() {}
}
