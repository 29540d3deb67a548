package org.acme.kit.middleware;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointBeanTest {

    @ParameterizedTest
    @CsvSource({
        "UppercaseEndpoint,uppercase",
        "PlaceOrderEndpoint,place-order",
        "Endpoint,endpoint",
        "Count,count",
        "FetchURLEndpoint,fetch-url"
    })
    void namesAnEndpointAfterItsClass(String className, String name) {
        assertThat(EndpointBean.nameOf(className)).isEqualTo(name);
    }
}
