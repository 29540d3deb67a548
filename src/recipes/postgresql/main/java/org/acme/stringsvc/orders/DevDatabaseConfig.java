package org.acme.stringsvc.orders;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Tells dev mode where its database is, unless the configuration names one. Public for the {@code ServiceLoader}. */
public class DevDatabaseConfig implements ConfigSourceFactory {

    private static final int LEAST = 50; // below application.properties

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        String url = context.getValue("quarkus.datasource.jdbc.url").getValue();
        return url != null || !context.getProfiles().contains("dev")
                ? List.of()
                : List.of(new PropertiesConfigSource(database(), "dev database", LEAST));
    }

    /** By its name: the packaged program has no embedded database, which a native one would miss when it is built. */
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
