package org.acme.kit.stork;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.stork.api.ServiceInstance;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.acme.kit.discovery.Await;
import org.acme.kit.discovery.DnsInstance;
import org.acme.kit.discovery.ManualService;
import org.acme.kit.stork.StorkDiscovery.Instance;
import org.acme.kit.stork.StorkDiscovery.Key;
import org.junit.jupiter.api.Test;

class StorkDiscoveryTest {

    @Test
    void callsAnInstanceByItsAddress() throws Exception {
        assertThat(instance("192.0.2.1").getHost()).isEqualTo("192.0.2.1");
        assertThat(instance("2001:db8::1").getHost()).isEqualTo("2001:db8:0:0:0:0:0:1");
        assertThat(instance("2001:db8::1").getPort()).isEqualTo(8443);
        assertThat(instance("2001:db8::1").isSecure()).isTrue();
    }

    @Test
    void carriesPriorityWeightAndTargetForBalancers() throws Exception {
        assertThat(instance("192.0.2.1").getMetadata().getMetadata())
                .containsEntry(Key.PRIORITY, 3)
                .containsEntry(Key.WEIGHT, 7)
                .containsEntry(Key.TARGET, "host.test.");
    }

    @Test
    void makesAViewOfEachListOnceAndNoneForAPick() {
        ManualService service = new ManualService("192.0.2.1");
        StorkDiscovery discovery = new StorkDiscovery(service.refresh());
        List<ServiceInstance> first = instances(discovery);
        assertThat(discovery.getServiceInstances()).isSameAs(discovery.getServiceInstances());

        service.lookUp();
        assertThat(instances(discovery)).isSameAs(first);

        service.hasAddress("192.0.2.2");
        service.lookUp();
        assertThat(instances(discovery)).extracting(ServiceInstance::getHost).containsExactly("192.0.2.2");
    }

    private static List<ServiceInstance> instances(StorkDiscovery discovery) {
        return discovery.getServiceInstances().await().atMost(Await.PATIENCE);
    }

    private static Instance instance(String address) throws UnknownHostException {
        return new Instance(new DnsInstance(1, "host.test.", InetAddress.getByName(address), 8443, 3, 7, true));
    }
}
