package org.acme.stringsvc.orders;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** The configuration of dev mode's database, unless another one is configured. Public for the {@code ServiceLoader}. */
public class DevDatabaseConfig implements ConfigSourceFactory {

    private static final int LEAST = 50; // below application.properties

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        String url = context.getValue("quarkus.datasource.jdbc.url").getValue();
        return url != null || !context.getProfiles().contains("dev")
                ? List.of()
                : List.of(new PropertiesConfigSource(database(), "dev database", LEAST));
    }

    /** Loads the class by its name: the packaged program has none, and without it the build of a native one would fail. */
    @SuppressWarnings("unchecked")
    private static Map<String, String> database() {
        try {
            Class<?> type = Class.forName(DevDatabaseConfig.class.getPackageName() + ".DevDatabase");
            return ((Supplier<Map<String, String>>)
                            type.getDeclaredConstructor().newInstance())
                    .get();
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
