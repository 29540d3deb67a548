package org.acme.kit.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.acme.kit.balancing.Balancer.Member;
import org.junit.jupiter.api.Test;

/** How many instances may be ejected at a time. */
class EjectionBoundTest {

    private final Fixture fixture = new Fixture();
    private final List<Member> instances = Fixture.equals(4);

    @Test
    void atMostHalfStopServing() {
        fixture.eject(instances, 1);
        fixture.eject(instances, 2);
        fixture.eject(instances, 3);
        assertThat(fixture.balancer.report())
                .extracting(InstanceReport::serving)
                .containsExactly(false, false, true, true);
        assertThat(fixture.state(3)).isEqualTo("ejected");
        assertThat(fixture.ids(instances, 10)).containsOnly(3L, 4L);
    }

    @Test
    void thoseEjectedLastServeOn() {
        for (long id = 3; id >= 1; id--) {
            fixture.eject(instances, id);
            fixture.pass(Duration.ofMillis(1));
        }
        assertThat(fixture.ids(instances, 10)).containsOnly(1L, 4L);
    }

    @Test
    void ofThreeOneStopsServing() {
        List<Member> three = Fixture.equals(3);
        fixture.eject(three, 1);
        fixture.pass(Duration.ofMillis(1));
        fixture.eject(three, 3);
        assertThat(fixture.ids(three, 10)).containsOnly(2L, 3L);
    }

    @Test
    void theOnlyOneServesOnWhileItAnswersNowAndThen() {
        List<Member> one = Fixture.equals(1);
        fixture.eject(one, 1);
        assertThat(fixture.state(1)).isEqualTo("ejected");
        assertThat(fixture.ids(one, 10)).containsOnly(1L);
    }

    @Test
    void whenTheHealthyOnesVanishHalfOfTheOthersServe() {
        fixture.spoil(instances, 1);
        fixture.spoil(instances, 2);
        assertThat(fixture.ids(Fixture.equals(3), 10)).containsOnly(2L, 3L);
        assertThat(fixture.ids(Fixture.equals(2), 10)).containsOnly(1L, 2L);
    }
}
