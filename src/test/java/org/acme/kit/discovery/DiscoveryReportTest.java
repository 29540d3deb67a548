package org.acme.kit.discovery;

import static org.acme.kit.discovery.Examples.found;
import static org.acme.kit.discovery.Examples.instance;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiscoveryReportTest {

    private static final Duration NOW = Duration.ofSeconds(90);

    @Test
    void saysThatNobodyHasAskedYet() {
        assertThat(describe(Snapshot.NONE)).isEqualTo("not asked for yet");
    }

    @Test
    void tellsTheInstancesAndTheAgeOfTheAnswer() {
        assertThat(describe(good())).isEqualTo("[192.0.2.1:80], confirmed 90 s ago");
    }

    @Test
    void tellsTheLastError() {
        assertThat(describe(good().failed("SERVFAIL", NOW, Duration.ofDays(1))))
                .isEqualTo("[192.0.2.1:80], confirmed 90 s ago, last error: SERVFAIL");
        assertThat(describe(Snapshot.NONE.failed("SERVFAIL", NOW, Duration.ofDays(1))))
                .isEqualTo("[], never confirmed, last error: SERVFAIL");
    }

    private static String describe(Snapshot snapshot) {
        return DiscoveryHealth.Report.describe(Discovery.Status.of(Examples.settings(), snapshot, 0, NOW));
    }

    private static Snapshot good() {
        return Snapshot.NONE.answered(
                found(), List.of(instance(1, "192.0.2.1")), Duration.ZERO, Duration.ofSeconds(30));
    }
}
