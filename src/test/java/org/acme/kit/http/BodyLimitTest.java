package org.acme.kit.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BodyLimitTest {

    @Test
    void stopsTheStartIfBodiesDoNotFitTheBuffer() {
        assertThatThrownBy(() -> limit(11, 10))
                .hasMessageContaining("quarkus.http.limits.max-body-size")
                .hasMessageContaining("quarkus.rest.input-buffer-size")
                .hasMessageContaining("10 bytes");
        assertThatCode(() -> limit(10, 10)).doesNotThrowAnyException();
    }

    private static BodyLimit limit(long largest, long buffer) {
        return new BodyLimit(bytes(largest), bytes(buffer), Duration.ofSeconds(1), new ReceivedBytes(100));
    }

    private static MemorySize bytes(long count) {
        return new MemorySize(BigInteger.valueOf(count));
    }
}
