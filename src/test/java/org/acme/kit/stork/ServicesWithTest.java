package org.acme.kit.stork;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.stork.StorkConfigProvider;
import io.smallrye.stork.api.config.ConfigWithType;
import io.smallrye.stork.api.config.ServiceConfig;
import io.smallrye.stork.spi.config.SimpleServiceConfig;
import io.smallrye.stork.spi.config.SimpleServiceConfig.SimpleLoadBalancerConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServicesWithTest {

    private static final ConfigWithType WRONG = balancer("weighted-random", "0");

    @AfterEach
    void forget() {
        StorkConfigProvider.init(List.of());
    }

    @Test
    void findsTheServiceWithThisConfiguration() {
        StorkConfigProvider.init(List.of(
                service("orders", null),
                service("peers", balancer("weighted-random", "0")),
                service("stock", balancer("weighted-random", "3")),
                service("tax", balancer("weighted-round-robin", "0"))));
        assertThat(BalancingAttributes.servicesWith(WRONG)).isEqualTo("peers");
    }

    @Test
    void namesAllThatShareIt() {
        StorkConfigProvider.init(List.of(service("peers", WRONG), service("stock", WRONG)));
        assertThat(BalancingAttributes.servicesWith(WRONG)).isEqualTo("peers|stock");
    }

    @Test
    void saysSoIfItDoesNotKnow() {
        assertThat(BalancingAttributes.servicesWith(WRONG)).isEqualTo("<service>");
    }

    private static ConfigWithType balancer(String type, String failures) {
        return new SimpleLoadBalancerConfig(type, Map.of("failures", failures));
    }

    private static ServiceConfig service(String name, ConfigWithType balancer) {
        return new SimpleServiceConfig.Builder()
                .setServiceName(name)
                .setLoadBalancer(balancer)
                .build();
    }
}
