package org.acme.kit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.RetryWhen;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.acme.kit.balancing.InstanceReport;
import org.acme.kit.client.FaultyPeers.Symptom;
import org.acme.kit.stork.Balancers;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A peer that breaks off a connection while a large body comes has failed, whichever way the body is written. */
@QuarkusTest
@WithTestResource(value = FaultyPeers.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class BrokenUploadTest {

    @ClientEndpoint
    @RegisterRestClient(baseUri = "stork://faulty", configKey = "large")
    @Retry(maxRetries = 2, delay = 1, jitter = 0)
    @RetryWhen(exception = PeerFault.class)
    interface ToFaulty extends Uploads {}

    @Inject
    @RestClient
    ToFaulty uploads;

    @Inject
    @RestClient
    FaultyPeer peer;

    @Inject
    Balancers balancers;

    @TempDir
    static java.nio.file.Path directory;

    @BeforeEach
    void know() {
        FaultyInstances.know(peer);
    }

    @AfterEach
    void heal() {
        FaultyInstances.heal(peer, balancers);
    }

    static Stream<Function<Uploads, String>> methods() throws IOException {
        return Uploads.large(directory);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aResetWhileTheBodyComesIsAFailureOfTheInstance(Function<Uploads, String> upload) {
        FaultyPeers.allHave(Symptom.RESETS);
        long before = failed();

        assertThatException().isThrownBy(() -> upload.apply(uploads));

        assertThat(failed() - before).isEqualTo(3);
        assertThat(FaultyPeers.REQUESTS).hasSize(3);
    }

    private long failed() {
        return FaultyInstances.sumOf(InstanceReport::failed, balancers);
    }
}
