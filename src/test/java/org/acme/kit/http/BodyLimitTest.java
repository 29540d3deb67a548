package org.acme.kit.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class BodyLimitTest {

    @Test
    void stopsTheStartIfBodiesDoNotFitTheBuffer() {
        assertThatThrownBy(() -> new BodyLimit(bytes(11), bytes(10)))
                .hasMessageContaining("quarkus.http.limits.max-body-size")
                .hasMessageContaining("quarkus.rest.input-buffer-size")
                .hasMessageContaining("10 bytes");
        assertThatCode(() -> new BodyLimit(bytes(10), bytes(10))).doesNotThrowAnyException();
    }

    private static MemorySize bytes(long count) {
        return new MemorySize(BigInteger.valueOf(count));
    }
}
