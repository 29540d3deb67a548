package org.acme.stringsvc;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
@WithTestResource(value = PeersInDns.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class StringResourceIT extends StringResourceTest {}
