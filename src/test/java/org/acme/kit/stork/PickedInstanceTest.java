package org.acme.kit.stork;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.stork.api.ServiceInstance;
import io.smallrye.stork.impl.DefaultServiceInstance;
import jakarta.ws.rs.InternalServerErrorException;
import jakarta.ws.rs.ProcessingException;
import java.net.ConnectException;
import org.acme.kit.balancing.BalancedInstance;
import org.acme.kit.balancing.Balancer.Member;
import org.acme.kit.balancing.Picked;
import org.junit.jupiter.api.Test;

class PickedInstanceTest {

    private final BalancedInstance instance = Attempts.instance(1);

    @Test
    void takesWhatStorkReportsOfAClientThatIsNoneOfTheKit() {
        ServiceInstance picked = PickedInstance.reporting(instance);
        assertThat(picked.gatherStatistics()).isTrue();
        picked.recordStart(true);
        picked.recordReply();
        picked.recordEnd(null);
        picked.recordEnd(new ProcessingException(new ConnectException("refused")));
        assertThat(Picked.answered(instance)).isOne();
        assertThat(Picked.failed(instance)).isOne();
        assertThat(Picked.inFlight(instance)).isZero();
    }

    @Test
    void takesA500ForNothingWhichQuarkusSaysOfEvery5xx() {
        PickedInstance.reporting(instance).recordEnd(new InternalServerErrorException());
        assertThat(Picked.answered(instance)).isZero();
        assertThat(Picked.failed(instance)).isZero();
    }

    @Test
    void isInFlightForAClientOfTheKitAndHearsTheEndFromItAlone() {
        PickedInstance picked = PickedInstance.forAttempt(instance);
        assertThat(picked.gatherStatistics()).isFalse();
        assertThat(Picked.inFlight(instance)).isOne();
        picked.recordEnd(new ConnectException("refused"));
        assertThat(Picked.failed(instance)).isZero();
    }

    @Test
    void readsInstancesOfOtherDiscoveries() {
        assertThat(PickedInstance.read(new DefaultServiceInstance(1, "::1", 80, false)))
                .extracting(Member::address)
                .isEqualTo("[::1]:80");
        assertThat(PickedInstance.read(new DefaultServiceInstance(2, "host", 81, false)))
                .extracting(Member::address)
                .isEqualTo("host:81");
    }
}
