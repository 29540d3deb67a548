package org.acme.kit.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.stork.api.ServiceInstance;
import io.smallrye.stork.impl.DefaultServiceInstance;
import jakarta.ws.rs.InternalServerErrorException;
import java.net.ConnectException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BalancedInstanceTest {

    private final Fixture fixture = new Fixture();
    private final List<ServiceInstance> instances = Fixture.equals(2);

    @Test
    void isTheInstanceItStandsFor() {
        ServiceInstance instance = Fixture.instance(7, 3, 5);
        BalancedInstance balanced = fixture.pick(List.of(instance));
        assertThat(balanced.getId()).isEqualTo(7);
        assertThat(balanced.getHost()).isEqualTo(instance.getHost());
        assertThat(balanced.getPort()).isEqualTo(8080);
        assertThat(balanced.getMetadata().getMetadata())
                .isEqualTo(instance.getMetadata().getMetadata());
        assertThat(balanced.gatherStatistics()).isTrue();
    }

    @Test
    void isKeptByARefreshThatBringsNothingNew() {
        BalancedInstance before = fixture.pickOf(instances, 1);
        assertThat(fixture.pickOf(Fixture.equals(2), 1)).isSameAs(before);
        assertThat(fixture.pickOf(Fixture.weighted(1, 2), 1)).isNotSameAs(before);
    }

    @Test
    void isMadeOncePerList() {
        assertThat(Stream.generate(() -> fixture.pick(instances)).limit(10).distinct())
                .hasSize(2);
    }

    @Test
    void instancesOfOtherDiscoveriesAreEqual() {
        List<ServiceInstance> others = List.of(
                new DefaultServiceInstance(1, "::1", 80, false), new DefaultServiceInstance(2, "host", 81, false));
        assertThat(fixture.ids(others, 4)).containsExactly(1L, 2L, 1L, 2L);
        assertThat(fixture.balancer.report())
                .extracting(InstanceReport::address)
                .containsExactly("[::1]:80", "host:81");
    }

    @Test
    void takesWhatStorkReports() {
        BalancedInstance first = fixture.pickOf(instances, 1);
        first.recordStart(true);
        first.recordReply();
        first.recordEnd(null);
        assertThat(fixture.report(1).answered()).isOne();
        for (int count = 0; count < 5; count++) {
            first.recordEnd(new ConnectException("refused"));
        }
        assertThat(fixture.state(1)).isEqualTo("ejected");
    }

    @Test
    void leavesTheStatusOfA5xxToThoseWhoKnowIt() {
        BalancedInstance call = fixture.pickOf(instances, 1).forOneCall();
        call.recordEnd(new InternalServerErrorException());
        assertThat(fixture.report(1).answered()).isZero();
        call.ended(Verdict.of(503));
        assertThat(fixture.report(1).failed()).isOne();
    }

    @Test
    void oneCallIsCountedOnceWhoeverReportsIt() {
        for (int count = 0; count < 4; count++) {
            BalancedInstance call = fixture.pickOf(instances, 1).forOneCall();
            call.recordEnd(new ConnectException("refused"));
            call.ended(Verdict.FAILED);
            call.ended(Verdict.ANSWERED);
        }
        assertThat(fixture.report(1).failed()).isEqualTo(4);
        assertThat(fixture.report(1).answered()).isZero();
        assertThat(fixture.state(1)).isEqualTo("available");
    }

    @Test
    void aTrialCallStaysOneWhenItIsTakenForOneCall() {
        fixture.eject(instances, 1);
        fixture.passSeconds(5);
        fixture.pick(instances).forOneCall().ended(Verdict.ANSWERED);
        assertThat(fixture.state(1)).isEqualTo("available");
    }
}
