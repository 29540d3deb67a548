package org.acme.kit.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.acme.kit.balancing.BalancedInstance.Handle;
import org.acme.kit.balancing.BalancedInstance.Verdict;
import org.acme.kit.balancing.Balancer.Member;
import org.acme.kit.discovery.Await;
import org.junit.jupiter.api.Test;

class BalancingMetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Fixture fixture = new Fixture();
    private final List<Member> instances = Fixture.equals(4);

    @Test
    void showsHowManyInstancesAreInWhichState() {
        show();
        assertThat(gauge("available")).isZero();

        fixture.eject(instances, 2);

        assertThat(gauge("available")).isEqualTo(3);
        assertThat(gauge("ejected")).isEqualTo(1);
        assertThat(gauge("probing")).isZero();
    }

    @Test
    void countsTheCallsOfEachInstance() {
        show();

        fixture.eject(instances, 2);

        assertThat(counter("balancing.picks", "10.0.0.2:8080")).isOne();
        assertThat(counter("balancing.failures", "10.0.0.2:8080")).isEqualTo(5);
        assertThat(counter("balancing.ejections", "10.0.0.2:8080")).isOne();
        assertThat(counter("balancing.failures", "10.0.0.1:8080")).isZero();
    }

    @Test
    void forgetsTheInstancesThatVanish() {
        show();
        fixture.ids(instances, 4);
        int before = registry.getMeters().size();

        for (int id = 5; id < 105; id++) {
            fixture.pick(List.of(Fixture.instance(id, 0, 1), Fixture.instance(1, 0, 1)));
        }

        assertThat(registry.getMeters()).hasSize(before - 2 * 4);
        assertThat(registry.find("balancing.picks")
                        .tag("instance", "10.0.0.104:8080")
                        .functionCounter())
                .isNotNull();
        assertThat(registry.find("balancing.picks")
                        .tag("instance", "10.0.0.2:8080")
                        .functionCounter())
                .isNull();
    }

    @Test
    void keepsNoThreadFromBalancing() {
        show();
        assertThat(CompletableFuture.supplyAsync(() -> fixture.pick(Fixture.equals(2))))
                .succeedsWithin(Await.PATIENCE);
    }

    @Test
    void showsWhatIsInFlight() {
        show();
        Handle call = fixture.pickOf(instances, 1).begin();
        assertThat(inFlight("10.0.0.1:8080")).isOne();

        call.ended(Verdict.ANSWERED);
        assertThat(inFlight("10.0.0.1:8080")).isZero();
    }

    private void show() {
        BalancingMeters meters = new BalancingMeters(registry);
        fixture.balancer.listen(new Balancer.Listener() {
            @Override
            public void changed() {
                meters.show(fixture.balancer);
            }
        });
        meters.show(fixture.balancer);
    }

    private double inFlight(String instance) {
        return registry.get("balancing.in.flight")
                .tags("service", "peers", "instance", instance)
                .gauge()
                .value();
    }

    private double counter(String name, String instance) {
        return registry.get(name)
                .tags("service", "peers", "instance", instance)
                .functionCounter()
                .count();
    }

    private double gauge(String state) {
        return registry.get("balancing.instances")
                .tags("service", "peers", "state", state)
                .gauge()
                .value();
    }
}
