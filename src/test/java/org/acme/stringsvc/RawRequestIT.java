// kit:file: proves the kit through the example
package org.acme.stringsvc;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class RawRequestIT extends RawRequestTest {}
