package org.acme.stringsvc.orders;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Supplier;

/** The database of dev mode and of tests: a PostgreSQL of its own, empty at first, which runs as long as the JVM. */
class DevDatabase implements Supplier<Map<String, String>> {

    private static final String RUNNING = DevDatabase.class.getName();

    /** Returns the configuration of the database, which it starts the first time. A reload of dev mode finds the running one. */
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
