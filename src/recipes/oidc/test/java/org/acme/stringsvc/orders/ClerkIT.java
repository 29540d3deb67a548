package org.acme.stringsvc.orders;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class ClerkIT extends ClerkTest {}
