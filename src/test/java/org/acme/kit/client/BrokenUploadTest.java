package org.acme.kit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.RetryWhen;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.function.Function;
import java.util.stream.Stream;
import org.acme.kit.balancing.InstanceReport;
import org.acme.kit.client.FaultyPeer.Answer;
import org.acme.kit.client.FaultyPeers.Symptom;
import org.acme.kit.stork.Balancers;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.PartType;
import org.jboss.resteasy.reactive.RestForm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A peer that breaks off a connection while a large body comes has failed, whichever way the body is written. */
@QuarkusTest
@WithTestResource(value = FaultyPeers.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class BrokenUploadTest {

    /** More than the buffers of a connection hold. */
    private static final int LARGE = 32 << 20;

    @ClientEndpoint
    @RegisterRestClient(baseUri = "stork://faulty", configKey = "large")
    @Retry(maxRetries = 2, delay = 1, jitter = 0)
    @RetryWhen(exception = PeerFault.class)
    interface Uploads {
        @PUT
        @Path("/")
        Answer bytes(byte[] body);

        @PUT
        @Path("/")
        Answer file(File body);

        @PUT
        @Path("/")
        @Consumes(MediaType.MULTIPART_FORM_DATA)
        Answer parts(@RestForm @PartType(MediaType.APPLICATION_OCTET_STREAM) byte[] file);

        @PUT
        @Path("/")
        @Consumes(MediaType.MULTIPART_FORM_DATA)
        Answer partFile(@RestForm @PartType(MediaType.APPLICATION_OCTET_STREAM) File file);
    }

    @Inject
    @RestClient
    Uploads uploads;

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

    static Stream<Function<Uploads, Answer>> methods() throws IOException {
        byte[] body = new byte[LARGE];
        File file = Files.write(directory.resolve("large"), body).toFile();
        return Stream.of(
                uploads -> uploads.bytes(body),
                uploads -> uploads.file(file),
                uploads -> uploads.parts(body),
                uploads -> uploads.partFile(file));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aResetWhileTheBodyComesIsAFailureOfTheInstance(Function<Uploads, Answer> upload) {
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
