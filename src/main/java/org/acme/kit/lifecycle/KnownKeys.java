package org.acme.kit.lifecycle;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The check of the kit's keys at the start. A misspelled key leaves the default in force, and a misspelled {@code true} means
 * false; both stop the start.
 *
 * <p>A variable {@code KIT_…} of the environment that sets no key is only logged. Kubernetes adds variables for each service of a
 * namespace, also for one whose name begins with {@code kit}.
 */
@ApplicationScoped
class KnownKeys {

    /** The keys that are true or false. */
    static final Set<String> SWITCHES = Set.of("kit.console.enabled", "kit.served-by", "kit.strict-json.enabled");

    /** All other keys but those of single endpoints. */
    static final Set<String> OTHERS = Set.of(
            "kit.client.retries-per-second",
            "kit.client.retry-percent",
            "kit.deadline.default",
            "kit.deadline.header",
            "kit.discovery.startup-wait",
            "kit.key-server.timeout",
            "kit.limits.in-flight",
            "kit.log.buffer",
            "kit.log.repeat-after",
            "kit.receiving.bytes",
            "kit.receiving.connections",
            "kit.receiving.time");

    private static final Set<String> ALL =
            Stream.of(SWITCHES, OTHERS).flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
    private static final Set<String> VARIABLES =
            ALL.stream().map(KnownKeys::variable).collect(Collectors.toUnmodifiableSet());

    private static final Logger LOG = Logger.getLogger("lifecycle");
    private static final Pattern OF_ENDPOINT = Pattern.compile("kit\\.(deadline\\..+|limits\\..+\\.in-flight)");
    private static final Pattern VARIABLE_OF_ENDPOINT = Pattern.compile("KIT_(DEADLINE_.+|LIMITS_.+_IN_FLIGHT)");
    // The kit's version in the pom of a service. Given to Maven, it is a system property of tests and of dev mode.
    private static final String OF_MAVEN = "kit.version";

    // The words of MicroProfile Config, "Built-in Converters", and their opposites. SmallRye has more, of some
    // languages.
    private static final Set<String> WORDS = Set.of("true", "1", "yes", "y", "on", "false", "0", "no", "n", "off");

    void check(@Observes StartupEvent start, Config config) {
        check(config);
    }

    static void check(Config config) {
        for (ConfigSource source : config.getConfigSources()) {
            boolean environment = source.getName().startsWith("EnvConfigSource");
            for (String name : source.getProperties().keySet()) {
                checkKey(withoutProfile(name));
                if (environment) {
                    checkVariable(name);
                }
            }
        }
        SWITCHES.forEach(key -> checkSwitch(key, config.getConfigValue(key).getValue()));
    }

    private static String withoutProfile(String name) {
        return name.startsWith("%") ? name.substring(name.indexOf('.') + 1) : name;
    }

    private static void checkKey(String key) {
        if (key.startsWith("kit.")
                && !ALL.contains(key)
                && !OF_ENDPOINT.matcher(key).matches()
                && !key.equals(OF_MAVEN)) {
            throw new ConfigurationException(key + " is no key of the kit; allowed: " + String.join(", ", ALL)
                    + ", and those of endpoints, kit.deadline.\"<endpoint>\", kit.limits.\"<endpoint>\".in-flight");
        }
    }

    private static void checkVariable(String name) {
        if (name.startsWith("KIT_")
                && !VARIABLES.contains(name)
                && !VARIABLE_OF_ENDPOINT.matcher(name).matches()) {
            LOG.warn("The environment variable " + name + " sets no key of the kit");
        }
    }

    private static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private static void checkSwitch(String key, @Nullable String value) {
        if (value != null && !WORDS.contains(value.strip().toLowerCase(Locale.ROOT))) {
            throw new ConfigurationException(key + " is '" + value + "'; allowed: true, false");
        }
    }
}
