package org.acme.kit.middleware;

import jakarta.enterprise.inject.spi.Bean;
import org.acme.kit.telemetry.DashedName;

/** Names an endpoint in logs and metrics after its class: {@code PlaceOrderEndpoint} is {@code place-order}. */
public final class EndpointName {

    private EndpointName() {}

    /** Returns the name of an endpoint. */
    public static String of(Bean<?> endpoint) {
        return of(endpoint.getBeanClass().getSimpleName());
    }

    static String of(String className) {
        String words = DashedName.of(className);
        return words.endsWith("-endpoint") ? words.substring(0, words.length() - "-endpoint".length()) : words;
    }
}
