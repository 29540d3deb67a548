package org.acme.kit.middleware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.acme.kit.deadline.DeadlineExceeded;
import org.acme.kit.deadline.Deadlines;
import org.acme.kit.endpoint.Catalogue;
import org.acme.kit.endpoint.Catalogue.ListedEndpoint;
import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.endpoint.ServerEndpoint;
import org.acme.kit.error.BusinessFailure;
import org.acme.kit.work.Works;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.junit.jupiter.api.Test;

/** A transaction lasts one attempt, and what answers too late is rolled back. */
@QuarkusTest
class TransactionTest {

    static final List<String> ENDED = new CopyOnWriteArrayList<>();

    @ServerEndpoint
    static class KitSaleEndpoint implements Endpoint<Supplier<String>, String> {

        private final TransactionManager transactions;

        KitSaleEndpoint(TransactionManager transactions) {
            this.transactions = transactions;
        }

        @Override
        @Transactional
        @Retry(
                maxRetries = 1,
                delay = 0,
                abortOn = {BusinessFailure.class, DeadlineExceeded.class})
        public String call(Supplier<String> request) {
            watch();
            return request.get();
        }

        private void watch() {
            try {
                transactions.getTransaction().registerSynchronization(new Synchronization() {
                    @Override
                    public void beforeCompletion() {}

                    @Override
                    public void afterCompletion(int status) {
                        ENDED.add(status == Status.STATUS_COMMITTED ? "committed" : "rolled back");
                    }
                });
            } catch (Exception impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    @Inject
    KitSaleEndpoint sale;

    @Inject
    Works works;

    @Inject
    Deadlines deadlines;

    @Inject
    Catalogue catalogue;

    @Test
    void standsBetweenTheRetriesAndTheDeadline() {
        assertThat(catalogue.endpoints())
                .filteredOn(endpoint -> endpoint.name().equals("kit-sale"))
                .flatExtracting(ListedEndpoint::chain)
                .containsSubsequence("Limited", "Retry", "Transactional", "WithinDeadline");
    }

    @Test
    void isCommittedWithTheAnswer() {
        ENDED.clear();

        assertThat(sale.call(() -> "sold")).isEqualTo("sold");

        assertThat(ENDED).containsExactly("committed");
    }

    @Test
    void isRolledBackByARefusal() {
        ENDED.clear();

        assertThatThrownBy(() -> sale.call(() -> {
                    throw new BusinessFailure("sold-out", "Sold out", 409, "Come back tomorrow.");
                }))
                .isInstanceOf(BusinessFailure.class);

        assertThat(ENDED).containsExactly("rolled back");
    }

    @Test
    void isOneOfItsOwnForEachAttempt() {
        ENDED.clear();
        AtomicInteger attempts = new AtomicInteger();

        assertThat(sale.call(() -> {
                    if (attempts.incrementAndGet() == 1) {
                        throw new IllegalStateException("stale");
                    }
                    return "sold";
                }))
                .isEqualTo("sold");

        assertThat(ENDED).containsExactly("rolled back", "committed");
    }

    @Test
    void isRolledBackIfTheTimeIsUpWhenTheAnswerIsThere() {
        ENDED.clear();

        assertThatThrownBy(() -> works.open("till")
                        .within(Duration.ofMillis(200))
                        .run(() -> sale.call(() -> {
                            while (!deadlines.current().isSpent()) {
                                Thread.onSpinWait();
                            }
                            long last = System.nanoTime() + 2_000_000; // of the last millisecond something is left
                            while (System.nanoTime() < last) {
                                Thread.onSpinWait();
                            }
                            return "sold";
                        })))
                .isInstanceOf(DeadlineExceeded.class);

        assertThat(ENDED).containsExactly("rolled back");
    }
}
