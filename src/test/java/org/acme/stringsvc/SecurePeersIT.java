package org.acme.stringsvc;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class SecurePeersIT extends SecurePeersTest {}
