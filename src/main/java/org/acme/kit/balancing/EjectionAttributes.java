package org.acme.kit.balancing;

import static java.util.stream.Collectors.toMap;

import io.smallrye.stork.api.config.LoadBalancerAttribute;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.acme.kit.stork.Attributes;

/** Reads the rules of ejection from the attributes of a balancer. */
final class EjectionAttributes {

    /** Every attribute and its default, as the annotations declare them; both providers declare the same. */
    private static final Map<String, String> DECLARED = Arrays.stream(
                    WeightedRoundRobinProvider.class.getAnnotationsByType(LoadBalancerAttribute.class))
            .collect(toMap(LoadBalancerAttribute::name, LoadBalancerAttribute::defaultValue));

    private static final int MANY = 1_000_000;

    private EjectionAttributes() {}

    /**
     * Reads the rules.
     *
     * @throws io.quarkus.runtime.configuration.ConfigurationException if an attribute is unknown or wrong; it names the key and
     *     what is allowed
     */
    static EjectionRules rules(String service, Map<String, String> attributes) {
        Attributes given = new Attributes("quarkus.stork." + service + ".load-balancer", DECLARED, attributes);
        Duration rest = given.duration("rest").orElseThrow();
        Duration maxRest = given.duration("max-rest").orElseThrow();
        if (rest.compareTo(maxRest) > 0) {
            throw given.refuse("rest", "is longer than max-rest", "up to " + maxRest.toSeconds() + "s");
        }
        return new EjectionRules(
                given.number("failures", 1, MANY),
                given.number("success-rate", 0, 100),
                given.number("min-requests", 1, MANY),
                given.duration("window").orElseThrow(),
                rest,
                maxRest);
    }
}
