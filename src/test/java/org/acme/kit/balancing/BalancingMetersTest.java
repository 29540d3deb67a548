package org.acme.kit.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.stork.api.ServiceInstance;
import java.util.List;
import org.junit.jupiter.api.Test;

class BalancingMetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Fixture fixture = new Fixture();
    private final List<ServiceInstance> instances = Fixture.equals(4);

    @Test
    void showsHowManyInstancesAreInWhichState() {
        new BalancingMeters(registry).show(fixture.balancer);
        assertThat(gauge("available")).isZero();

        fixture.eject(instances, 2);

        assertThat(gauge("available")).isEqualTo(3);
        assertThat(gauge("ejected")).isEqualTo(1);
        assertThat(gauge("probing")).isZero();
    }

    private double gauge(String state) {
        return registry.get("balancing.instances")
                .tags("service", "peers", "state", state)
                .gauge()
                .value();
    }
}
