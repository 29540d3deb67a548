package org.acme.kit.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DnsInstanceTest {

    @Test
    void isNamedInACertificateWithoutTheLastDot() {
        assertThat(instance("192.0.2.1", true).hostName()).isEqualTo("host.test");
    }

    @Test
    void writesItsSocketAddressAsAUrlHasIt() {
        assertThat(instance("192.0.2.1", true).socketAddress()).isEqualTo("192.0.2.1:8443");
        assertThat(instance("2001:db8::1", false).socketAddress()).isEqualTo("[2001:db8::1]:8443");
    }

    private static DnsInstance instance(String address, boolean secure) {
        return new DnsInstance(1, "host.test.", FakeResolver.ip(address), 8443, 3, 7, secure);
    }
}
