package org.acme.kit.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SupportedClientsTest {

    @Inject
    BeanManager beans;

    @Test
    void theStartChecksEachClient() {
        assertThat(SupportedMethods.clients(beans)).contains(FaultyPeer.class).doesNotHaveDuplicates();
    }
}
