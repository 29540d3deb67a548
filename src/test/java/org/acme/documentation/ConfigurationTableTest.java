// kit:file
package org.acme.documentation;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.vertx.http.runtime.VertxHttpBuildTimeConfig;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.quarkus.vertx.http.runtime.management.ManagementConfig;
import io.smallrye.config.WithDefault;
import io.smallrye.stork.api.config.ServiceDiscoveryAttribute;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.acme.kit.stork.BalancingAttributes;
import org.acme.kit.stork.DnsjavaDiscoveryProvider;
import org.junit.jupiter.api.Test;

/** Compares the tables of src/docs/configuration.md with the code: the same keys, the same defaults. */
class ConfigurationTableTest {

    // By its path: the tests have a file of that name too.
    private static final Path DEFAULTS = Path.of("src/main/resources/META-INF/microprofile-config.properties");

    private final List<String> rows = Readme.rows();

    @Test
    void listsEveryKeyOfTheKitWithItsDefault() throws IOException {
        List<String> keys = keysOfTheKit();

        assertThat(keys).isNotEmpty();
        assertThat(rows.stream().filter(row -> row.startsWith("kit."))).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void listsEveryAttributeOfDiscoveryWithItsDefault() {
        listsOnce(Stream.of(DnsjavaDiscoveryProvider.class.getAnnotationsByType(ServiceDiscoveryAttribute.class))
                .filter(attribute -> !attribute.defaultValue().startsWith("__"))
                .collect(toMap(ServiceDiscoveryAttribute::name, ServiceDiscoveryAttribute::defaultValue)));
    }

    @Test
    void listsEveryAttributeOfBalancingWithItsDefault() {
        listsOnce(BalancingAttributes.DEFAULTS);
    }

    /** A second table with other defaults has been there for long. */
    private void listsOnce(Map<String, String> defaults) {
        assertThat(rows.stream().filter(row -> defaults.containsKey(row.replaceAll(" \\|.*", ""))))
                .containsExactlyInAnyOrderElementsOf(defaults.entrySet().stream()
                        .map(attribute -> attribute.getKey() + " | " + attribute.getValue())
                        .toList());
    }

    /** The kit's where it says one, and of the two ports and the path what Quarkus says. */
    @Test
    void listsKeysOfQuarkusWithTheirDefaultsHere() throws Exception {
        Properties defaults = defaults();
        defaults.setProperty("quarkus.http.port", defaultOf(VertxHttpConfig.class, "port"));
        defaults.setProperty("quarkus.management.port", defaultOf(ManagementConfig.class, "port"));
        defaults.setProperty("quarkus.http.root-path", defaultOf(VertxHttpBuildTimeConfig.class, "rootPath"));

        assertThat(rows.stream().filter(row -> row.startsWith("quarkus.") && !row.endsWith("| ")))
                .isNotEmpty()
                .allSatisfy(row -> {
                    String key = row.substring(0, row.indexOf(" | "));
                    assertThat(row).isEqualTo(key + " | " + defaults.getProperty(key));
                });
    }

    private static String defaultOf(Class<?> config, String key) throws NoSuchMethodException {
        return config.getMethod(key).getAnnotation(WithDefault.class).value();
    }

    // A default that depends on the profile is shown as production has it.
    private static List<String> keysOfTheKit() throws IOException {
        Properties defaults = defaults();
        return defaults.stringPropertyNames().stream()
                .filter(key -> key.startsWith("kit."))
                .map(key -> key + " | " + defaults.getProperty(key))
                .toList();
    }

    private static Properties defaults() throws IOException {
        Properties defaults = new Properties();
        try (Reader file = Files.newBufferedReader(DEFAULTS)) {
            defaults.load(file);
        }
        return defaults;
    }
}
