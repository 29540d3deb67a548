package org.acme.stringsvc.orders;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

/**
 * The sender of the outbox. It announces each change at least once, and the changes of one order in sequence. One copy of the
 * service sends at a time.
 *
 * <p>That copy holds a lock of the database as long as its transaction. A copy that dies or freezes loses both, and the next one
 * announces again what was not deleted.
 */
@ApplicationScoped
class OrderAnnouncements {

    static final String CHANNEL = "orders";

    private static final Logger LOG = Logger.getLogger(OrderAnnouncements.class);
    private static final int SOME = 100;
    private static final Duration CONFIRMED = Duration.ofSeconds(5);
    /** Together with the last confirmation less than the 30 s of the database, below, and the 60 s of the transaction manager. */
    private static final Duration TURN = Duration.ofSeconds(10);

    private final EntityManager database;
    private final MutinyEmitter<byte[]> broker;
    private final AtomicLong waiting;
    private final Duration turn;
    private volatile boolean stopped;

    @Inject
    OrderAnnouncements(EntityManager database, @Channel(CHANNEL) MutinyEmitter<byte[]> broker, MeterRegistry meters) {
        this(database, broker, meters, TURN);
    }

    OrderAnnouncements(EntityManager database, MutinyEmitter<byte[]> broker, MeterRegistry meters, Duration turn) {
        this.database = database;
        this.broker = broker;
        this.waiting = meters.gauge("orders.outbox.waiting", new AtomicLong());
        this.turn = turn;
    }

    @Scheduled(
            every = "{orders.outbox.every}",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = ApplicationNotRunning.class)
    void announce() {
        while (announceSome() == SOME) {
            // there may be more
        }
    }

    /** Leaves the rest to another copy, or to the next start: an announcement that runs at the end would be cut off. */
    void stop(@Observes ShutdownDelayInitiatedEvent stopping) {
        stopped = true;
    }

    /**
     * Announces up to 100 changes, fewer if the broker is slow, and returns how many of them the broker has confirmed. Those are
     * deleted while the transaction lasts: else all of them would be announced again.
     */
    @Transactional(TxType.REQUIRES_NEW)
    int announceSome() {
        waiting.set((Long) database.createNativeQuery("select count(*) from outbox", Long.class)
                .getSingleResult());
        if (stopped || waiting.get() == 0 || !isTurn()) {
            return 0;
        }
        List<Long> announced = new ArrayList<>();
        long began = System.nanoTime();
        for (Tuple next : next()) {
            if (stopped || !isConfirmed(next.get(1, String.class))) {
                break; // those behind it wait: they may be of the same order
            }
            announced.add(next.get(0, Long.class));
            if (System.nanoTime() - began >= turn.toNanos()) {
                break; // the rest in a transaction of its own
            }
        }
        database.createNativeQuery("delete from outbox where number in (:announced)")
                .setParameter("announced", announced)
                .executeUpdate();
        return announced.size();
    }

    private boolean isTurn() {
        database.createNativeQuery("set local idle_in_transaction_session_timeout = '30s'")
                .executeUpdate();
        return (Boolean)
                database.createNativeQuery("select pg_try_advisory_xact_lock(hashtext('outbox'))", Boolean.class)
                        .getSingleResult();
    }

    @SuppressWarnings("unchecked")
    private List<Tuple> next() {
        return database.createNativeQuery(
                        "select number, content from outbox order by number limit " + SOME, Tuple.class)
                .getResultList();
    }

    private boolean isConfirmed(String content) {
        try {
            broker.send(content.getBytes(StandardCharsets.UTF_8)).await().atMost(CONFIRMED);
            return true;
        } catch (RuntimeException unconfirmed) {
            LOG.warnf("The broker has not confirmed an announcement, %d wait: %s", waiting.get(), unconfirmed);
            return false;
        }
    }
}
