package org.acme.kit.balancing;

import io.smallrye.stork.api.Metadata;
import io.smallrye.stork.api.MetadataKey;
import io.smallrye.stork.api.ServiceInstance;
import jakarta.ws.rs.InternalServerErrorException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.acme.kit.discovery.DnsInstance;
import org.jspecify.annotations.Nullable;

/**
 * Internal: is an instance that was picked and that learns how the call ended.
 *
 * <p>Stork's client reports what it knows through {@link #recordEnd}. It knows too little: a 503 looks like a 500, a reset and a
 * time-out after the request was sent are not reported at all. Who knows more has {@link #forOneCall} called in place of this
 * (see {@link TriedInstances#picks}) and calls {@link #ended}; the first report of a call counts, whoever makes it.
 */
public final class BalancedInstance implements ServiceInstance {

    private final ServiceInstance instance;
    private final Health health;
    private final long probe;
    private final @Nullable AtomicBoolean ended;

    BalancedInstance(ServiceInstance instance, Health health) {
        this(instance, health, Health.NO_PROBE, null);
    }

    private BalancedInstance(ServiceInstance instance, Health health, long probe, @Nullable AtomicBoolean ended) {
        this.instance = instance;
        this.health = health;
        this.probe = probe;
        this.ended = ended;
    }

    /** Returns this instance for one call, which is in flight until its one report. Every such call must be reported. */
    public BalancedInstance forOneCall() {
        health.inFlight().begin();
        return new BalancedInstance(instance, health, probe, new AtomicBoolean());
    }

    /** Takes in how a call ended. */
    public void ended(Verdict verdict) {
        if (ended == null) {
            health.ended(verdict, probe);
        } else if (ended.compareAndSet(false, true)) {
            health.inFlight().end();
            health.ended(verdict, probe);
        }
    }

    /** Takes in for how long the instance wants no calls; it gets some only when all want none. */
    public void pushedBack(Duration pause) {
        health.pushedBack(pause);
    }

    /** Tells whether the instance wants no calls just now. */
    public boolean isPushingBack() {
        return health.isPushingBack();
    }

    /** Takes in how a call ended as far as Stork's client knows; it says «500» of every 5xx, so that one is left to others. */
    @Override
    public void recordEnd(@Nullable Throwable failure) {
        if (!(failure instanceof InternalServerErrorException)) {
            ended(Verdict.of(failure));
        }
    }

    /** Returns the instance for the trial call with this number. */
    BalancedInstance forProbe(long number) {
        return new BalancedInstance(instance, health, number, null);
    }

    /** Returns the instance for a trial call before its time; empty if one is under way. */
    Optional<BalancedInstance> knock() {
        long number = health.knock();
        return number == Health.NO_PROBE ? Optional.empty() : Optional.of(forProbe(number));
    }

    Health health() {
        return health;
    }

    int priority() {
        return instance instanceof DnsInstance known ? known.priority() : 0;
    }

    int weight() {
        return instance instanceof DnsInstance known ? known.weight() : 1;
    }

    /** Tells whether it has too many of the calls in flight, where instances of these weights in all serve. */
    boolean isOverloaded(long weights) {
        return health.inFlight().isMoreThanFair(fairWeight(), weights);
    }

    /** Returns what it counts among the others; one of weight 0, which is to get next to nothing, counts too. */
    long fairWeight() {
        return Math.max(1, weight());
    }

    /** Returns where the instance answers, {@code 10.0.0.2:8080} or {@code [2001:db8::2]:8080}. */
    public String socketAddress() {
        if (instance instanceof DnsInstance known) {
            return known.socketAddress();
        }
        String host = getHost();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + getPort();
    }

    @Override
    public boolean gatherStatistics() {
        return true;
    }

    @Override
    public long getId() {
        return instance.getId();
    }

    @Override
    public String getHost() {
        return instance.getHost();
    }

    @Override
    public int getPort() {
        return instance.getPort();
    }

    @Override
    public Optional<String> getPath() {
        return instance.getPath();
    }

    @Override
    public boolean isSecure() {
        return instance.isSecure();
    }

    @Override
    public Metadata<? extends MetadataKey> getMetadata() {
        return instance.getMetadata();
    }

    @Override
    public Map<String, String> getLabels() {
        return instance.getLabels();
    }
}
