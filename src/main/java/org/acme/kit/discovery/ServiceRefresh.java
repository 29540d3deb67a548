package org.acme.kit.discovery;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.acme.kit.discovery.DiscoverySettings.RefreshTimes;
import org.acme.kit.discovery.ServiceLookup.Found;
import org.acme.kit.dns.DnsResolver.DnsFailure;

/**
 * Internal: the current instances of one service. They are looked up at the first use, then in the background, one lookup at a
 * time for any number of callers. Callers read the last snapshot; they wait only before the first answer. Thread-safe.
 *
 * <p>Each step of a lookup runs on the one thread of discovery, so steps need no lock. No caller continues on that thread.
 */
public final class ServiceRefresh implements AutoCloseable {

    private final DiscoverySettings settings;
    private final ServiceLookup lookup;
    private final Steps steps;
    private final RefreshTimes times;
    private final DnsInstance.Register register;
    private final DiscoveryMeters meters;
    private final Changes changes;
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicBoolean hurried = new AtomicBoolean();
    private final CompletableFuture<Void> firstOutcome = new CompletableFuture<>();

    private volatile boolean closed;
    private volatile Snapshot snapshot = Snapshot.NONE;
    private volatile Uni<List<DnsInstance>> instances;
    private volatile Cancellable inFlight = () -> {};
    private volatile Runnable cancelNext = () -> {};
    // Only steps use these: whether a lookup is in flight, when the last one ended, when the next one is due.
    private boolean looking;
    private Duration finished = Duration.ZERO;
    private Duration due = Duration.ZERO;

    ServiceRefresh(
            DiscoverySettings settings, ServiceLookup lookup, Steps steps, RefreshTimes times, DiscoveryMeters meters) {
        this.settings = settings;
        this.lookup = lookup;
        this.steps = steps;
        this.times = times;
        this.register = new DnsInstance.Register(settings.secure());
        this.meters = meters;
        this.changes = new Changes(settings);
        this.instances = Uni.createFrom().deferred(this::firstKnown);
    }

    /**
     * Returns the instances, at least one, or fails with {@link org.acme.kit.error.Unavailable}: at once, except before the first
     * answer, for which a caller waits {@code first-wait} at most. The list is immutable, and the same object while it is equal.
     */
    public Uni<List<DnsInstance>> instances() {
        return start().instances;
    }

    Multi<List<DnsInstance>> changes() {
        return Multi.createFrom().deferred(() -> start().changes.stream().emitOn(steps.caller()));
    }

    DiscoverySettings settings() {
        return settings;
    }

    Discovery.Status status() {
        return Discovery.Status.of(settings, snapshot, meters.dropped(), steps.now());
    }

    Snapshot snapshot() {
        return snapshot;
    }

    /** Starts the lookups, if they have not started. */
    ServiceRefresh start() {
        if (!started.get() && started.compareAndSet(false, true)) {
            meters.show(this::status);
            Runnable cancelWait = steps.in(settings.firstWait(), () -> firstOutcome.complete(null));
            firstOutcome.whenComplete((outcome, never) -> cancelWait.run());
            hurried.set(true);
            steps.execute(this::refresh);
        }
        return this;
    }

    /**
     * Moves the next lookup forward because most known instances fail: to now, or to {@code min-ttl} after the last lookup.
     *
     * <p>Cheap enough for each failed call. Does nothing during a lookup, or if the next one is moved forward already.
     */
    void refreshSoon() {
        start();
        if (!hurried.get() && hurried.compareAndSet(false, true)) {
            steps.execute(this::hurry);
        }
    }

    private void hurry() {
        Duration earliest = finished.plus(settings.minTtl());
        if (!looking && earliest.compareTo(due) < 0) {
            cancelNext.run();
            schedule(earliest.minus(steps.now()));
        }
    }

    private void refresh() {
        if (closed) {
            return;
        }
        hurried.set(true);
        looking = true;
        Duration asked = steps.now();
        inFlight =
                Uni.createFrom() // deferred: a lookup that throws is a failed lookup, after which there is a next one
                        .deferred(() -> lookup.find(snapshot.believed(asked, settings.maxStale())))
                        .emitOn(steps) // what is late comes from a timer's thread
                        .invoke(found -> answered(found, asked))
                        .subscribe()
                        .with(found -> {}, failure -> failed(failure, asked));
        if (closed) {
            inFlight.cancel();
        }
    }

    private void answered(Found found, Duration asked) {
        Duration now = steps.now();
        meters.answered(found, now.minus(asked));
        List<DnsInstance> current = register.identify(found.nodes(), snapshot.instances());
        Snapshot next = snapshot.answered(found, current, now, settings.emptyGrace());
        publish(next, times.afterAnswer(next.timeToLive()));
    }

    private void failed(Throwable failure, Duration asked) {
        Duration now = steps.now();
        meters.failed(now.minus(asked));
        String error = failure instanceof DnsFailure ? failure.getMessage() : failure.toString();
        Snapshot next = snapshot.failed(error, now, settings.maxStale());
        publish(next, times.afterFailure(next.failures()));
    }

    private void publish(Snapshot next, Duration delay) {
        Snapshot before = snapshot;
        snapshot = next;
        instances = known(next);
        changes.publish(before, next);
        firstOutcome.complete(null);
        looking = false;
        finished = steps.now();
        schedule(delay);
        hurried.set(false);
    }

    private void schedule(Duration delay) {
        due = steps.now().plus(delay);
        cancelNext = steps.in(delay, this::refresh);
        if (closed) {
            cancelNext.run();
        }
    }

    /** Waits for the first outcome; on a copy for each caller, so that a caller that cancels does not affect the others. */
    private Uni<List<DnsInstance>> firstKnown() {
        Uni<Void> first = Uni.createFrom().completionStage(firstOutcome.copy());
        return first.emitOn(steps.caller()).flatMap(outcome -> known(snapshot));
    }

    private Uni<List<DnsInstance>> known(Snapshot now) {
        return now.instances().isEmpty()
                ? Uni.createFrom().failure(() -> new Snapshot.NoInstance(settings, now, times.afterFailure(1)))
                : Uni.createFrom().item(now.instances());
    }

    /** Stops the lookups and all waits; the last instances stay available. */
    @Override
    public void close() {
        closed = true;
        inFlight.cancel();
        cancelNext.run();
        firstOutcome.complete(null);
        changes.complete();
    }
}
