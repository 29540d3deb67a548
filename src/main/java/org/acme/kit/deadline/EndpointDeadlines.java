package org.acme.kit.deadline;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.config.Config;

/** The keys {@code kit.deadline."<endpoint>"}; without quotes they mean the same. */
final class EndpointDeadlines {

    private static final String PREFIX = "kit.deadline.";
    private static final Set<String> OTHERS = Set.of("default", "header", "enabled");

    private EndpointDeadlines() {}

    static Map<String, Duration> in(Config config) {
        Map<String, Duration> deadlines = new TreeMap<>();
        for (String key : config.getPropertyNames()) {
            String name = key.startsWith(PREFIX) ? key.substring(PREFIX.length()) : "";
            if (!name.isEmpty() && !OTHERS.contains(name) && !name.contains(".")) {
                deadlines.put(name.replace("\"", ""), value(config, key));
            }
        }
        return Map.copyOf(deadlines);
    }

    private static Duration value(Config config, String key) {
        try {
            return config.getValue(key, Duration.class);
        } catch (IllegalArgumentException wrong) {
            throw new ConfigurationException(
                    key + " is '" + config.getConfigValue(key).getValue() + "'; allowed: 1ms to 1d", wrong);
        }
    }
}
