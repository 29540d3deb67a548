package org.acme.kit.discovery;

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
    private final ChangeLog changes;
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
            RefreshTimes times) {
        this.settings = settings;
        this.lookup = lookup;
        this.clock = clock;
        this.schedule = schedule;
        this.times = times;
        this.register = new InstanceRegister(settings.secure());
        this.changes = new ChangeLog(settings.service());
        // A copy for each caller: one that gives up cancels its own alone.
        this.instances =
                Uni.createFrom().completionStage(() -> firstOutcome.copy()).flatMap(outcome -> known(snapshot));
    }

    @Override
    public Uni<List<ServiceInstance>> getServiceInstances() {
        if (!started.get() && started.compareAndSet(false, true)) {
            start();
        }
        return instances;
    }

    DiscoverySettings settings() {
        return settings;
    }

    Snapshot snapshot() {
        return snapshot;
    }

    private void start() {
        Runnable cancelWait = schedule.in(settings.firstWait(), () -> firstOutcome.complete(null));
        firstOutcome.whenComplete((outcome, never) -> cancelWait.run());
        refresh();
    }

    private void refresh() {
        if (closed) {
            return;
        }
        // Deferred: a lookup that throws is a failed lookup, after which there is a next one.
        inFlight = Uni.createFrom()
                .deferred(() -> lookup.find(snapshot.instances()))
                .subscribe()
                .with(this::answered, this::failed);
        if (closed) {
            inFlight.cancel();
        }
    }

    private void answered(Found found) {
        Instant now = clock.instant();
        List<DnsInstance> current = register.identify(found.nodes(), snapshot.instances());
        Snapshot next = snapshot.answered(found, current, now, settings.emptyGrace());
        publish(next, times.afterAnswer(next.timeToLive()));
    }

    private void failed(Throwable failure) {
        String error = failure instanceof DnsFailure ? failure.getMessage() : failure.toString();
        Snapshot next = snapshot.failed(error, clock.instant(), settings.maxStale());
        publish(next, times.afterFailure(next.failures()));
    }

    private void publish(Snapshot next, Duration delay) {
        changes.log(snapshot, next);
        snapshot = next;
        instances = known(next);
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
    }
}
