package org.acme.kit.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.exemplars.ExemplarSampler;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** No traces here; TraceTest of the example sees the exemplars where there are some. */
@QuarkusTest
class ExemplarsTest {

    @Inject
    Optional<ExemplarSampler> sampler;

    @Test
    void areNotLookedForWithoutTraces() {
        assertThat(sampler).isEmpty();
    }
}
