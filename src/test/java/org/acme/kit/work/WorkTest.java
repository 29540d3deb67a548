package org.acme.kit.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.acme.kit.deadline.Deadlines;
import org.acme.kit.discovery.Await;
import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.endpoint.ServerEndpoint;
import org.acme.kit.http.RequestId;
import org.acme.kit.middleware.LogLines;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Work that is no HTTP request: the chain, the logs and the deadline behave as in one. */
@QuarkusTest
class WorkTest {

    record Seen(@Nullable Work work, long left) {}

    @ServerEndpoint
    static class KitCountStockEndpoint implements Endpoint<Void, Uni<Seen>> {

        private final Deadlines deadlines;

        KitCountStockEndpoint(Deadlines deadlines) {
            this.deadlines = deadlines;
        }

        @Override
        public Uni<Seen> call(Void nothing) {
            // Goes on on another thread, as work with peers does.
            return Uni.createFrom()
                    .item("x")
                    .onItem()
                    .delayIt()
                    .by(Duration.ofMillis(1))
                    .map(x -> new Seen(Work.current(), deadlines.current().millis()));
        }
    }

    /** As a scheduler calls it. */
    @ApplicationScoped
    static class Jobs {

        static volatile @Nullable Work atStart;

        private final KitCountStockEndpoint stock;

        Jobs(KitCountStockEndpoint stock) {
            this.stock = stock;
        }

        @UnitOfWork("nightly")
        Uni<Seen> nightly() {
            return stock.call(null);
        }

        @UnitOfWork("weekly")
        Seen weekly() {
            return stock.call(null).await().atMost(Await.PATIENCE);
        }

        @UnitOfWork("start")
        void start(@Observes StartupEvent start) {
            atStart = Work.current();
        }

        @UnitOfWork("stream")
        Multi<Seen> stream() {
            return stock.call(null).toMulti();
        }
    }

    @Inject
    Jobs jobs;

    @Inject
    Works works;

    @Inject
    KitCountStockEndpoint stock;

    @Test
    void givesEachRunAnIdAnOriginAndADeadline() {
        List<String> ids = new CopyOnWriteArrayList<>();
        try (LogLines log = new LogLines("endpoint", line -> ids.add(String.valueOf(RequestId.current())))) {
            Seen first = jobs.nightly().await().atMost(Await.PATIENCE);
            Seen second = jobs.weekly();

            assertThat(List.of(first.work().origin(), second.work().origin())).containsExactly("nightly", "weekly");
            assertThat(first.left()).isBetween(1L, 10_000L);
            assertThat(ids)
                    .containsExactly(first.work().id(), second.work().id())
                    .doesNotHaveDuplicates();
        }
        assertThat(Work.current()).isNull();
    }

    @Test
    void isOpenDuringTheStart() {
        assertThat(Jobs.atStart).isNotNull().extracting(Work::origin).isEqualTo("start");
    }

    @Test
    void takesOverTheIdAndTheTimeThatItsOriginBrings() {
        Seen seen = works.open("orders-in")
                .id("m-1")
                .within(Duration.ofSeconds(5))
                .start(() -> stock.call(null))
                .await()
                .atMost(Await.PATIENCE);

        assertThat(seen.work()).isEqualTo(new Work("m-1", "orders-in"));
        assertThat(seen.left()).isBetween(1L, 5_000L);
    }

    @Test
    void makesAnIdOfItsOwnForOneThatALogLineShouldNotHold() {
        Work work = works.open("orders-in").id("m 1\nforged").run(Work::current);

        assertThat(work.id()).matches("[0-9a-f]{16}");
    }

    @Test
    void isOneOfItsOwnWithinAnother() {
        List<Work> seen = works.open("outer").run(() -> {
            Work outer = Work.current();
            Work inner = works.open("inner").run(Work::current);
            return List.of(outer, inner, Work.current());
        });

        assertThat(seen.get(1).id()).isNotEqualTo(seen.get(0).id());
        assertThat(seen.get(2)).isEqualTo(seen.get(0));
    }

    @Test
    void passesAFailureOnAndLeavesNothingBehind() {
        assertThatThrownBy(() -> works.open("x").run(() -> {
                    throw new IllegalStateException("out of paper");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(Work.current()).isNull();
    }

    @Test
    void refusesWhatItCannotSeeTheEndOf() {
        assertThatThrownBy(jobs::stream).hasMessageContaining("@UnitOfWork").hasMessageContaining("answer a Uni");
    }
}
