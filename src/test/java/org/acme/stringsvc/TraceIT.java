// kit:file: proves the kit through the example
package org.acme.stringsvc;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The production program; it is told the address of the receiver when it starts. */
@QuarkusIntegrationTest
class TraceIT extends TraceTest {

    @Override
    String address() {
        return PackagedProgram.management("/metrics");
    }
}
