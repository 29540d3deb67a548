package org.acme.kit.client;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import org.acme.kit.error.BusinessFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttemptFailedTest {

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void saysWithWhatAnInstanceFailed(int status) {
        assertThat(FailedCall.reason(new WebApplicationException(status))).isEqualTo("answered " + status);
    }

    @Test
    void saysWhatHappenedInstead() {
        assertThat(FailedCall.reason(new IOException("reset"))).isEqualTo("IOException: reset");
        assertThat(FailedCall.reason(new IOException())).isEqualTo("IOException");
    }

    @Test
    void saysNothingOfAnAnswer() {
        assertThat(FailedCall.reason(new WebApplicationException(404))).isNull();
        assertThat(FailedCall.reason(new WebApplicationException(499))).isNull();
        assertThat(FailedCall.reason(new BusinessFailure("gone", "Gone", 410, "It is gone.")))
                .isNull();
    }
}
