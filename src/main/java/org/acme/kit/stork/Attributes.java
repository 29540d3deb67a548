package org.acme.kit.stork;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.stork.api.config.Constants;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The attributes of one part of a service's configuration. Stork checks none. Here a wrong one fails the start, with
 * its key and the allowed values in the message. Thread-safe.
 */
final class Attributes {

    private final String prefix;
    private final Map<String, String> declared;
    private final Map<String, String> given;

    /**
     * Checks that the configured attributes are declared; {@code type} is always allowed.
     *
     * @param prefix the part of the key before an attribute, {@code quarkus.stork.orders.load-balancer}
     * @param declared all attributes with their defaults, as Stork's annotations declare them
     * @param given the configured attributes
     * @throws ConfigurationException if one is unknown
     */
    Attributes(String prefix, Map<String, String> declared, Map<String, String> given) {
        this.prefix = prefix;
        this.declared = declared;
        this.given = given;
        for (String key : given.keySet()) {
            if (!declared.containsKey(key) && !key.equals("type")) {
                throw refuse(key, "is unknown", String.join(", ", new TreeSet<>(declared.keySet())));
            }
        }
    }

    /** Returns a value or its default, without spaces around it; empty if there is neither, or it is blank. */
    Optional<String> value(String key) {
        return Optional.ofNullable(given.getOrDefault(key, declared.get(key)))
                .filter(value -> !value.equals(Constants.DEFAULT_VALUE))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    /**
     * Returns a value or its default.
     *
     * @param allowed the allowed values, for the message
     * @throws ConfigurationException if there is neither
     */
    String text(String key, String allowed) {
        return value(key).orElseThrow(() -> refuse(key, "is missing", allowed));
    }

    /**
     * Returns a whole number.
     *
     * @throws ConfigurationException if it is missing, is no number, or is not from {@code least} to {@code most}
     */
    int number(String key, int least, int most) {
        String allowed = least + " to " + most;
        String value = text(key, allowed);
        return Optional.of(value)
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Integer::valueOf)
                .filter(number -> number >= least && number <= most)
                .orElseThrow(() -> refuse(key, "is " + value, allowed));
    }

    /**
     * Returns a boolean.
     *
     * @throws ConfigurationException if it is missing, or neither {@code true} nor {@code false}
     */
    boolean flag(String key) {
        String allowed = "true, false";
        String value = text(key, allowed);
        if (!value.equals("true") && !value.equals("false")) {
            throw refuse(key, "is " + value, allowed);
        }
        return value.equals("true");
    }

    /**
     * Returns a duration of 1 ms to 36500 days, empty if there is neither a value nor a default.
     *
     * @throws ConfigurationException if it is no duration, shorter than 1 ms, or longer than 36500 days: a clock of nanoseconds
     *     ends after 292 years
     */
    Optional<Duration> duration(String key) {
        return value(key).map(text -> {
            try {
                return Optional.of(DurationConverter.parseDuration(text))
                        .filter(duration -> duration.toMillis() > 0 && duration.toDays() <= 36_500)
                        .orElseThrow();
            } catch (RuntimeException malformed) {
                throw refuse(key, "is " + text, "a time longer than zero, up to 36500d: 500ms, 5s, 2m, 1d");
            }
        });
    }

    /** Returns the exception that describes what is wrong with a key; the caller throws it. */
    ConfigurationException refuse(String key, String wrong, String allowed) {
        return new ConfigurationException(prefix + "." + key + " " + wrong + "; allowed: " + allowed);
    }
}
