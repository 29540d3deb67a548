package org.acme.kit.stork;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.acme.kit.discovery.DnsInstance;
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

    private static Instance instance(String address) throws UnknownHostException {
        return new Instance(new DnsInstance(1, "host.test.", InetAddress.getByName(address), 8443, 3, 7, true));
    }
}
