package org.acme.kit.discovery;

import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The changes of the instances of one service, told to the log and to subscribers. Thread-safe. */
final class Changes {

    private static final Logger LOG = Logger.getLogger("discovery");
    private static final int NAMED = 10;

    private final DiscoverySettings settings;
    private final String service;
    private final List<MultiEmitter<? super List<DnsInstance>>> subscribers = new ArrayList<>();
    private @Nullable List<DnsInstance> last;

    Changes(DiscoverySettings settings) {
        this.settings = settings;
        this.service = settings.service();
    }

    /** Returns the instances now and at each change: each state at most once, and always the last one. */
    Multi<List<DnsInstance>> stream() {
        return Multi.createFrom()
                .<List<DnsInstance>>emitter(this::subscribe, BackPressureStrategy.LATEST)
                .skip()
                .repetitions();
    }

    /** Publishes a snapshot: one line in the log for each change, none for a refresh without one. */
    void publish(Snapshot before, Snapshot now) {
        log(before, now);
        emit(now.instances());
    }

    synchronized void complete() {
        List.copyOf(subscribers).forEach(MultiEmitter::complete);
    }

    /** Emits a state; under a lock, so that no subscriber gets an older state after a newer one. */
    private synchronized void emit(List<DnsInstance> instances) {
        last = instances;
        List.copyOf(subscribers).forEach(subscriber -> subscriber.emit(instances));
    }

    private synchronized void subscribe(MultiEmitter<? super List<DnsInstance>> subscriber) {
        subscribers.add(subscriber);
        subscriber.onTermination(() -> unsubscribe(subscriber));
        if (last != null) {
            subscriber.emit(last);
        }
    }

    private synchronized void unsubscribe(MultiEmitter<? super List<DnsInstance>> subscriber) {
        subscribers.remove(subscriber);
    }

    private void log(Snapshot before, Snapshot now) {
        if (LOG.isInfoEnabled() && before.instances() != now.instances()) {
            logChange(before.instances(), now.instances());
        }
        if (before.failures() == 0 && now.failures() > 0) {
            LOG.warnf(
                    "service=%s lookup failed, keeping %d instances: %s",
                    service, now.instances().size(), now.error());
        }
        if (before.failures() > 0 && now.failures() == 0) {
            LOG.infof("service=%s lookup works again after %d failures", service, before.failures());
        }
        if (before.emptySince() == null && now.emptySince() != null) {
            LOG.warnf(
                    "service=%s DNS has no usable record, keeping %d instances for now: %s",
                    service, now.instances().size(), now.whyNone(settings));
        }
    }

    private void logChange(List<DnsInstance> before, List<DnsInstance> now) {
        Map<Long, DnsInstance> old = byId(before);
        Map<Long, DnsInstance> known = byId(now);
        List<DnsInstance> came =
                now.stream().filter(instance -> !old.containsKey(instance.id())).toList();
        List<DnsInstance> went = before.stream()
                .filter(instance -> !known.containsKey(instance.id()))
                .toList();
        List<DnsInstance> changed = now.stream()
                .filter(instance -> old.containsKey(instance.id())
                        && !old.get(instance.id()).equals(instance))
                .toList();
        if (!came.isEmpty() || !went.isEmpty() || !changed.isEmpty()) {
            LOG.infof(
                    "service=%s instances=%d came=%s went=%s changed=%s",
                    service,
                    now.size(),
                    shortened(came, DnsInstance::socketAddress),
                    shortened(went, DnsInstance::socketAddress),
                    shortened(changed, Changes::described));
        }
    }

    private static Map<Long, DnsInstance> byId(List<DnsInstance> instances) {
        return instances.stream().collect(toMap(DnsInstance::id, Function.identity()));
    }

    private static String described(DnsInstance instance) {
        return instance.socketAddress() + " priority=" + instance.priority() + " weight=" + instance.weight()
                + " target=" + instance.target();
    }

    /** Returns the first ten instances and the number of the others: {@code [192.0.2.1:80, …, and 90 more]}. */
    static String shortened(List<DnsInstance> instances, Function<DnsInstance, String> text) {
        String first =
                String.join(", ", instances.stream().limit(NAMED).map(text).toList());
        return instances.size() <= NAMED
                ? "[" + first + "]"
                : "[" + first + ", and " + (instances.size() - NAMED) + " more]";
    }
}
