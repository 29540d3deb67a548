package org.acme.kit.discovery;

import static org.acme.kit.discovery.Examples.found;
import static org.acme.kit.discovery.Examples.settings;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.acme.kit.discovery.Snapshot.NoInstance;
import org.junit.jupiter.api.Test;

class NoInstanceTest {

    private static final String CHECK = "; check the records of " + Examples.NAME
            + " and quarkus.stork.orders.service-discovery.name, .record and .servers";

    @Test
    void tellsTheOperatorWhyALookupFailed() {
        Snapshot failed = Snapshot.NONE.failed(
                "SRV x. asked of 192.0.2.53:53: the server says SERVFAIL", Duration.ZERO, Duration.ofDays(1));

        assertThat(noInstance(settings(), failed))
                .hasMessage("No instance of 'orders': SRV x. asked of 192.0.2.53:53: the server says SERVFAIL" + CHECK);
    }

    @Test
    void tellsTheOperatorWhoAnsweredWithNothing() {
        Snapshot empty = Snapshot.NONE.answered(found(), List.of(), Duration.ZERO, Duration.ofSeconds(30));

        assertThat(noInstance(settings(), empty))
                .hasMessage("No instance of 'orders': record=auto of " + Examples.NAME
                        + " answered by 192.0.2.53:53: no usable record" + CHECK);
    }

    @Test
    void tellsTheOperatorWhoHasNotAnswered() {
        assertThat(noInstance(settings("servers", "192.0.2.1,[::1]:5301", "record", "srv"), Snapshot.NONE))
                .hasMessageContaining("record=srv of " + Examples.NAME
                        + " asked of 192.0.2.1:53, [::1]:5301: no answer within first-wait=PT3S");
        assertThat(noInstance(settings(), Snapshot.NONE)).hasMessageContaining("asked of the servers of this host: ");
    }

    @Test
    void tellsTheCallerNothingOfTheNetwork() {
        NoInstance noInstance = noInstance(settings(), Snapshot.NONE);

        assertThat(noInstance.problem().detail())
                .isEqualTo("No instance of the service 'orders' is known at the moment.");
        assertThat(noInstance.retryAfter()).isEqualTo(Duration.ofSeconds(1));
    }

    private static NoInstance noInstance(DiscoverySettings settings, Snapshot snapshot) {
        return new NoInstance(settings, snapshot, Duration.ofSeconds(1));
    }
}
