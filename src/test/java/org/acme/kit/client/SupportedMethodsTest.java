package org.acme.kit.client;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.Path;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SupportedMethodsTest {

    @ClientEndpoint
    interface Streaming {
        Multi<String> prices();
    }

    interface PartlyBound {
        @ClientEndpoint
        Future<String> price();

        Multi<String> prices();
    }

    interface Unbound {
        Multi<String> prices();
    }

    @ClientEndpoint
    interface Root {
        @Path("/sub")
        Unbound sub();
    }

    @Test
    void aStreamStopsTheStartByName() {
        assertThatThrownBy(() -> SupportedMethods.check(Streaming.class))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(Streaming.class.getName() + ".prices, which returns a Multi")
                .hasMessageContaining("allowed: a value, a Uni, or a CompletionStage");
    }

    @Test
    void aFutureDoesToo() {
        assertThatThrownBy(() -> SupportedMethods.check(PartlyBound.class))
                .hasMessageContaining(PartlyBound.class.getName() + ".price, which returns a Future");
    }

    /** Calls of a sub-resource pass no interceptor: they would have no deadline, no retry and no verdict. */
    @Test
    void aSubResourceDoesToo() {
        assertThatThrownBy(() -> SupportedMethods.check(Root.class))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(Root.class.getName() + ".sub, a sub-resource; make Unbound a client of its own");
    }

    @Test
    void whatIsNotBoundAndWhatIsSupportedDoesNot() {
        assertThatNoException().isThrownBy(() -> {
            SupportedMethods.check(Unbound.class);
            SupportedMethods.check(FaultyPeer.class);
        });
    }
}
