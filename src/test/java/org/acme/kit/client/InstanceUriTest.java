package org.acme.kit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceUriTest {

    @ParameterizedTest
    @CsvSource({
        "stork://orders,                       '',     https://10.0.0.1:8443",
        "stork://orders/,                      '',     https://10.0.0.1:8443/",
        "stork://orders/a/b,                   '',     https://10.0.0.1:8443/a/b",
        "stork://orders/a%2Fb/%C3%A4%20c,      '',     https://10.0.0.1:8443/a%2Fb/%C3%A4%20c",
        "stork://orders/a;m=1?q=1&q=%26#top,   '',     https://10.0.0.1:8443/a;m=1?q=1&q=%26#top",
        "stork://orders?q=a%20b+c,             '',     https://10.0.0.1:8443?q=a%20b+c",
        "stork://me:p%40ss@orders/a,           '',     https://me:p%40ss@10.0.0.1:8443/a",
        "stork://orders/a,                     base,   https://10.0.0.1:8443/base/a",
        "stork://orders/a,                     /base/, https://10.0.0.1:8443/base//a",
        "stork://orders/a,                     /ba se, https://10.0.0.1:8443/ba%20se/a",
        "stork://orders/a,                     b%20e,  https://10.0.0.1:8443/b%20e/a",
        "stork://orders,                       base,   https://10.0.0.1:8443/base/"
    })
    void hasTheInstanceInPlaceOfTheService(URI asked, String path, URI expected) {
        assertThat(InstanceUri.of(asked, path, "https", "10.0.0.1", 8443)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2001:db8::1", "[2001:db8::1]"})
    void putsAnAddressOfIpv6InBrackets(String host) {
        assertThat(InstanceUri.of(URI.create("stork://orders/a"), "", "http", host, 80))
                .hasToString("http://[2001:db8::1]:80/a")
                .extracting(URI::getHost)
                .isEqualTo("[2001:db8::1]");
    }

    @Test
    void refusesAnAddressThatMakesNoUri() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InstanceUri.of(URI.create("stork://orders/a"), "", "http", "my_host", 80))
                .withMessageContainingAll("orders", "my_host");
    }
}
