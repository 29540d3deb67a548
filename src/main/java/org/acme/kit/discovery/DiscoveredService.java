package org.acme.kit.discovery;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.stork.api.ServiceDiscovery;
import io.smallrye.stork.api.ServiceInstance;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.acme.kit.dns.DnsFailure;

/**
 * Keeps the instances of one service current: asks when first used and from then on in the background, one lookup at a
 * time, whatever the number of callers. Callers read the last snapshot and never wait, but for the very first.
 */
final class DiscoveredService implements ServiceDiscovery, AutoCloseable {

    private final DiscoverySettings settings;
    private final ServiceLookup lookup;
    private final InstantSource clock;
    private final Schedule schedule;
    private final RefreshTimes times;
    private final InstanceRegister register;
    private final DiscoveryMeters meters;
    private final ChangeLog log;
    private final ChangeStream stream = new ChangeStream();
    private final AtomicBoolean started = new AtomicBoolean();
    private final CompletableFuture<Void> firstOutcome = new CompletableFuture<>();

    private volatile boolean closed;
    private volatile Snapshot snapshot = Snapshot.NONE;
    private volatile Uni<List<ServiceInstance>> instances;
    private volatile Cancellable inFlight = () -> {};
    private volatile Runnable cancelNext = () -> {};

    DiscoveredService(
            DiscoverySettings settings,
            ServiceLookup lookup,
            InstantSource clock,
            Schedule schedule,
            RefreshTimes times,
            DiscoveryMeters meters) {
        this.settings = settings;
        this.lookup = lookup;
        this.clock = clock;
        this.schedule = schedule;
        this.times = times;
        this.register = new InstanceRegister(settings.secure());
        this.meters = meters;
        this.log = new ChangeLog(settings.service());
        // A copy for each caller: one that gives up cancels its own alone.
        this.instances =
                Uni.createFrom().completionStage(() -> firstOutcome.copy()).flatMap(outcome -> known(snapshot));
    }

    @Override
    public Uni<List<ServiceInstance>> getServiceInstances() {
        return start().instances;
    }

    Multi<List<DnsInstance>> changes() {
        return Multi.createFrom().deferred(() -> start().stream.changes());
    }

    DiscoverySettings settings() {
        return settings;
    }

    DiscoveryStatus status() {
        return DiscoveryStatus.of(settings, snapshot, clock.instant());
    }

    Snapshot snapshot() {
        return snapshot;
    }

    /** Begins to look up, if nobody did before. */
    DiscoveredService start() {
        if (!started.get() && started.compareAndSet(false, true)) {
            meters.show(this::status);
            Runnable cancelWait = schedule.in(settings.firstWait(), () -> firstOutcome.complete(null));
            firstOutcome.whenComplete((outcome, never) -> cancelWait.run());
            refresh();
        }
        return this;
    }

    private void refresh() {
        if (closed) {
            return;
        }
        // Deferred: a lookup that throws is a failed lookup, after which there is a next one.
        Instant asked = clock.instant();
        inFlight = Uni.createFrom()
                .deferred(() -> lookup.find(snapshot.instances()))
                .subscribe()
                .with(found -> answered(found, asked), failure -> failed(failure, asked));
        if (closed) {
            inFlight.cancel();
        }
    }

    private void answered(Found found, Instant asked) {
        Instant now = clock.instant();
        meters.answered(found, Duration.between(asked, now));
        List<DnsInstance> current = register.identify(found.nodes(), snapshot.instances());
        Snapshot next = snapshot.answered(found, current, now, settings.emptyGrace());
        publish(next, times.afterAnswer(next.timeToLive()));
    }

    private void failed(Throwable failure, Instant asked) {
        Instant now = clock.instant();
        meters.failed(Duration.between(asked, now));
        String error = failure instanceof DnsFailure ? failure.getMessage() : failure.toString();
        Snapshot next = snapshot.failed(error, now, settings.maxStale());
        publish(next, times.afterFailure(next.failures()));
    }

    private void publish(Snapshot next, Duration delay) {
        log.log(snapshot, next);
        snapshot = next;
        instances = known(next);
        stream.publish(next.instances());
        firstOutcome.complete(null);
        cancelNext = schedule.in(delay, this::refresh);
        if (closed) {
            cancelNext.run();
        }
    }

    private Uni<List<ServiceInstance>> known(Snapshot now) {
        return now.instances().isEmpty()
                ? Uni.createFrom().failure(() -> new NoInstance(settings, now, times.afterFailure(1)))
                : Uni.createFrom().item(List.copyOf(now.instances()));
    }

    /** Stops asking and waiting; what is known stays known. */
    @Override
    public void close() {
        closed = true;
        inFlight.cancel();
        cancelNext.run();
        firstOutcome.complete(null);
        stream.complete();
    }
}
