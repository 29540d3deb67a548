package org.acme.kit.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SocketAddressesTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.2, 10.0.0.2, 53",
        "10.0.0.2:5301, 10.0.0.2, 5301",
        "10.0.0.2:65535, 10.0.0.2, 65535",
        "::1, ::1, 53",
        "[::1], ::1, 53",
        "[::1]:5301, ::1, 5301",
        "2001:db8::7, 2001:db8::7, 53",
        "::ffff:10.0.0.2, 10.0.0.2, 53"
    })
    void readsAddresses(String text, String address, int port) throws UnknownHostException {
        assertThat(SocketAddresses.parse(text, 53))
                .contains(new InetSocketAddress(InetAddress.getByName(address), port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "dns.test",
                "localhost",
                "localhost:53",
                "10.0.0.2:",
                "10.0.0.2:0",
                "10.0.0.2:65536",
                "10.0.0",
                "10.0.0.2:123456",
                "10.0.0.256",
                "[::1]:0",
                "[::1",
                "::1]",
                "[::1]:",
                "[10.0.0.2",
                "1",
                "10",
                "fe80::1%nowhere"
            })
    void refusesWhatIsNoAddress(String text) {
        assertThat(SocketAddresses.parse(text, 53)).isEmpty();
    }

    @Test
    void keepsTheZoneOfALinkLocalAddress() {
        assertThat(SocketAddresses.parse("fe80::1%1", 53))
                .hasValueSatisfying(address -> assertThat(((Inet6Address) address.getAddress()).getScopeId())
                        .isPositive());
    }

    @Property
    void writesWhatItReads(
            @ForAll @Size(4) byte[] ipv4,
            @ForAll @Size(16) byte[] ipv6,
            @ForAll @IntRange(min = 1, max = 65_535) int port)
            throws UnknownHostException {
        for (byte[] bytes : new byte[][] {ipv4, ipv6}) {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getByAddress(bytes), port);

            assertThat(SocketAddresses.parse(SocketAddresses.format(address), 53))
                    .contains(address);
        }
    }

    @Property
    void readsAnyTextWithoutAskingAnybody(@ForAll String text) {
        SocketAddresses.parse(text, 53);
    }
}
