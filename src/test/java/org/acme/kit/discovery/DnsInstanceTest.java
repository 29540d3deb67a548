package org.acme.kit.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import org.acme.kit.discovery.DnsInstance.Key;
import org.junit.jupiter.api.Test;

class DnsInstanceTest {

    @Test
    void isCalledByItsAddress() {
        assertThat(instance("192.0.2.1", false).getHost()).isEqualTo("192.0.2.1");
        assertThat(instance("2001:db8::1", false).getHost()).isEqualTo("2001:db8:0:0:0:0:0:1");
    }

    @Test
    void isNamedInACertificateWithoutTheLastDot() {
        assertThat(instance("192.0.2.1", true).hostName()).isEqualTo("host.test");
    }

    @Test
    void writesItsSocketAddressAsAUrlHasIt() {
        assertThat(instance("192.0.2.1", true).socketAddress()).isEqualTo("192.0.2.1:8443");
        assertThat(instance("2001:db8::1", false).socketAddress()).isEqualTo("[2001:db8::1]:8443");
    }

    @Test
    void carriesPriorityWeightAndTargetForBalancers() {
        assertThat(instance("192.0.2.1", false).getMetadata().getMetadata())
                .containsEntry(Key.PRIORITY, 3)
                .containsEntry(Key.WEIGHT, 7)
                .containsEntry(Key.TARGET, "host.test.");
    }

    private static DnsInstance instance(String address, boolean secure) {
        return new DnsInstance(1, "host.test.", FakeResolver.ip(address), 8443, 3, 7, secure);
    }
}
