package org.acme.stringsvc.orders;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Supplier;

/** Plays the database in dev mode and in tests: a PostgreSQL of its own, empty, as long as the JVM runs. */
class DevDatabase implements Supplier<Map<String, String>> {

    private static final String RUNNING = DevDatabase.class.getName();

    /** Returns the keys of the configuration that lead to it. A reload of dev mode finds the one that runs. */
    @Override
    public Map<String, String> get() {
        synchronized (System.class) {
            if (System.getProperty(RUNNING) == null) {
                System.setProperty(RUNNING, started());
            }
        }
        return Map.of(
                "quarkus.datasource.jdbc.url",
                System.getProperty(RUNNING),
                "quarkus.datasource.username",
                "postgres",
                "quarkus.datasource.password",
                "postgres");
    }

    private static String started() {
        try {
            return EmbeddedPostgres.start().getJdbcUrl("postgres", "postgres");
        } catch (IOException failed) {
            throw new UncheckedIOException(
                    "No PostgreSQL for dev mode; name one in quarkus.datasource.jdbc.url", failed);
        }
    }
}
