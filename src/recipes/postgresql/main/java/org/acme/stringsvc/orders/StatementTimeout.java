package org.acme.stringsvc.orders;

import io.agroal.api.AgroalPoolInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.acme.kit.deadline.Deadlines;
import org.jboss.logging.Logger;

/**
 * The time limit of statements, from the deadline of a call: PostgreSQL ends a statement that takes longer than what was left
 * when the connection was taken. Where the host of the database has vanished nothing can end it, so a connection that says
 * nothing for 5 s more is closed.
 *
 * <p>It is set whenever a connection is taken, so that no time limit of another call is left on it. Outside of a transaction
 * there is none: a migration takes as long as it takes.
 */
@ApplicationScoped
class StatementTimeout implements AgroalPoolInterceptor {

    private static final Logger LOG = Logger.getLogger(StatementTimeout.class);
    private static final int VANISHED_MILLIS = 5_000;
    // What both take, in milliseconds: 24 days.
    private static final long LONGEST_MILLIS = Integer.MAX_VALUE - VANISHED_MILLIS;

    private final Deadlines deadlines;
    private final TransactionSynchronizationRegistry transactions;

    StatementTimeout(Deadlines deadlines, TransactionSynchronizationRegistry transactions) {
        this.deadlines = deadlines;
        this.transactions = transactions;
    }

    @Override
    public void onConnectionAcquire(Connection connection) {
        boolean call = transactions.getTransactionStatus() != Status.STATUS_NO_TRANSACTION;
        int left = call ? (int) Math.max(1, Math.min(deadlines.current().millis(), LONGEST_MILLIS)) : 0;
        try (Statement statement = connection.createStatement()) {
            connection.setNetworkTimeout(Runnable::run, call ? left + VANISHED_MILLIS : 0);
            statement.execute("set statement_timeout = " + left);
        } catch (SQLException broken) {
            // The work on a broken connection fails by itself, and that failure is translated.
            LOG.debug("A connection without a time limit", broken);
        }
    }
}
