package org.acme.kit.middleware;

import jakarta.enterprise.inject.spi.Bean;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names an endpoint in logs and metrics after its class: {@code PlaceOrderEndpoint} is {@code place-order}. */
public final class EndpointName {

    private static final Pattern WORD_START = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private EndpointName() {}

    /** Returns the name of an endpoint. */
    public static String of(Bean<?> endpoint) {
        return of(endpoint.getBeanClass().getSimpleName());
    }

    static String of(String className) {
        String words = WORD_START.matcher(className).replaceAll("-").toLowerCase(Locale.ROOT);
        return words.endsWith("-endpoint") ? words.substring(0, words.length() - "-endpoint".length()) : words;
    }
}
