package org.acme.kit.balancing;

import static java.util.stream.Collectors.toMap;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.stork.api.config.LoadBalancerAttribute;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Reads one service's attributes and refuses wrong ones with their key and what is allowed; Stork itself checks none. */
final class Attributes {

    /** Every attribute and its default, as the annotations declare them; both providers declare the same. */
    private static final Map<String, String> DECLARED = Arrays.stream(
                    WeightedRoundRobinProvider.class.getAnnotationsByType(LoadBalancerAttribute.class))
            .collect(toMap(LoadBalancerAttribute::name, LoadBalancerAttribute::defaultValue));

    private static final int MANY = 1_000_000;

    private final String service;
    private final Map<String, String> given;

    Attributes(String service, Map<String, String> given) {
        this.service = service;
        this.given = given;
        for (String key : given.keySet()) {
            if (!DECLARED.containsKey(key) && !key.equals("type")) {
                throw refuse(key, "is unknown", String.join(", ", new TreeSet<>(DECLARED.keySet())));
            }
        }
    }

    /**
     * Reads the rules of ejection.
     *
     * @throws ConfigurationException if one is wrong; it names the key and what is allowed
     */
    EjectionRules rules() {
        Duration rest = duration("rest");
        Duration maxRest = duration("max-rest");
        if (rest.compareTo(maxRest) > 0) {
            throw refuse("rest", "is longer than max-rest", "up to " + maxRest.toSeconds() + "s");
        }
        return new EjectionRules(
                number("failures", 1, MANY),
                number("success-rate", 0, 100),
                number("min-requests", 1, MANY),
                duration("window"),
                rest,
                maxRest);
    }

    private int number(String key, int least, int most) {
        return Optional.of(value(key))
                .filter(text -> text.matches("\\d{1,7}"))
                .map(Integer::valueOf)
                .filter(number -> number >= least && number <= most)
                .orElseThrow(() -> refuse(key, "is " + value(key), least + " to " + most));
    }

    private Duration duration(String key) {
        try {
            return Optional.of(DurationConverter.parseDuration(value(key)))
                    .filter(duration -> duration.toMillis() > 0 && duration.toDays() < 365)
                    .orElseThrow();
        } catch (RuntimeException malformed) {
            throw refuse(key, "is " + value(key), "a time longer than zero: 500ms, 5s, 2m, 1h");
        }
    }

    private String value(String key) {
        return given.getOrDefault(key, DECLARED.get(key)).strip();
    }

    private ConfigurationException refuse(String key, String wrong, String allowed) {
        return new ConfigurationException(
                "quarkus.stork." + service + ".load-balancer." + key + " " + wrong + "; allowed: " + allowed);
    }
}
