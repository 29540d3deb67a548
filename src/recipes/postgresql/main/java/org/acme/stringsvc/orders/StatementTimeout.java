package org.acme.stringsvc.orders;

import io.agroal.api.AgroalPoolInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.acme.kit.deadline.Deadlines;
import org.jboss.logging.Logger;

/**
 * Lets the deadline of a call reach the database: a statement that is not done by then is ended by PostgreSQL.
 *
 * <p>Set when a transaction takes its connection, and so again for the next one: no time limit of another call is left on it.
 */
@ApplicationScoped
class StatementTimeout implements AgroalPoolInterceptor {

    private static final Logger LOG = Logger.getLogger(StatementTimeout.class);

    private final Deadlines deadlines;

    StatementTimeout(Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    @Override
    public void onConnectionAcquire(Connection connection) {
        long left = Math.max(1, deadlines.current().millis()); // 0 would be no limit
        try (Statement statement = connection.createStatement()) {
            statement.execute("set statement_timeout = " + left);
        } catch (SQLException broken) {
            // What the connection was taken for fails by itself, and is translated.
            LOG.debug("A connection without a time limit", broken);
        }
    }
}
