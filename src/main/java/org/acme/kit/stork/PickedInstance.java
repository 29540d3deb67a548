package org.acme.kit.stork;

import io.smallrye.stork.api.Metadata;
import io.smallrye.stork.api.MetadataKey;
import io.smallrye.stork.api.ServiceInstance;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.acme.kit.balancing.BalancedInstance;
import org.acme.kit.balancing.BalancedInstance.Handle;
import org.acme.kit.balancing.BalancedInstance.Verdict;
import org.acme.kit.balancing.Balancer.Member;
import org.acme.kit.discovery.DnsInstance;
import org.jspecify.annotations.Nullable;

/** Internal: an instance that was picked, by a balancer of the kit or another; one of the kit hears how the call ended. */
public final class PickedInstance implements ServiceInstance {

    private final ServiceInstance origin;
    private final @Nullable BalancedInstance picked;
    private final @Nullable Handle handle;

    private PickedInstance(ServiceInstance origin, @Nullable BalancedInstance picked, @Nullable Handle handle) {
        this.origin = origin;
        this.picked = picked;
        this.handle = handle;
    }

    /** Begins an attempt of a client of the kit, which hears the end through {@link #handle()}. */
    static PickedInstance forAttempt(BalancedInstance picked) {
        return new PickedInstance((ServiceInstance) picked.member().origin(), picked, picked.begin());
    }

    /** Hears the end from Stork's own client alone, which does not report every end: such a call is never in flight. */
    static PickedInstance reporting(BalancedInstance picked) {
        return new PickedInstance((ServiceInstance) picked.member().origin(), picked, null);
    }

    /** Returns what any balancer of Stork has picked. */
    static PickedInstance of(ServiceInstance instance) {
        return instance instanceof PickedInstance picked ? picked : new PickedInstance(instance, null, null);
    }

    /** Reads what balancing has to know of an instance of any discovery. */
    static Member read(Object instance) {
        if (instance instanceof StorkDiscovery.Instance view) {
            DnsInstance known = view.known();
            return new Member(known.id(), known.socketAddress(), known.priority(), known.weight(), view);
        }
        ServiceInstance other = (ServiceInstance) instance;
        return new Member(other.getId(), addressOf(other), 0, 1, other);
    }

    private static String addressOf(ServiceInstance instance) {
        String host = instance.getHost();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + instance.getPort();
    }

    /** Returns where the instance answers, {@code host:8080} or {@code [2001:db8::2]:8080}. */
    public String address() {
        return picked == null ? addressOf(origin) : picked.address();
    }

    /** Returns the handle of the attempt, null for a client or a balancer that is none of the kit. */
    public @Nullable Handle handle() {
        return handle;
    }

    /** Returns the name that requests and certificates have for the instance, null if DNS gives none. */
    public @Nullable String hostName() {
        return origin instanceof StorkDiscovery.Instance view ? view.known().hostName() : null;
    }

    /** Returns the address of the other family at which the same instance answers, null if it has none. */
    public @Nullable String otherHost() {
        return origin instanceof StorkDiscovery.Instance view && view.known().other() != null
                ? view.known().other().getHostAddress()
                : null;
    }

    /**
     * Takes how a call ended as far as Stork's client knows: it reports that no connection came about, and says «500» of every
     * 5xx, which is no verdict.
     */
    @Override
    public void recordEnd(@Nullable Throwable failure) {
        if (picked == null) {
            origin.recordEnd(failure);
        } else if (handle == null) {
            picked.ended(
                    failure == null ? Verdict.ANSWERED : isOfTheNetwork(failure) ? Verdict.FAILED : Verdict.UNKNOWN);
        }
    }

    @Override
    public void recordReply() {
        origin.recordReply();
    }

    private static boolean isOfTheNetwork(Throwable failure) {
        return failure instanceof IOException || failure.getCause() != null && isOfTheNetwork(failure.getCause());
    }

    @Override
    public boolean gatherStatistics() {
        return picked == null ? origin.gatherStatistics() : handle == null;
    }

    @Override
    public long getId() {
        return origin.getId();
    }

    @Override
    public String getHost() {
        return origin.getHost();
    }

    @Override
    public int getPort() {
        return origin.getPort();
    }

    @Override
    public Optional<String> getPath() {
        return origin.getPath();
    }

    @Override
    public boolean isSecure() {
        return origin.isSecure();
    }

    @Override
    public Metadata<? extends MetadataKey> getMetadata() {
        return origin.getMetadata();
    }

    @Override
    public Map<String, String> getLabels() {
        return origin.getLabels();
    }
}
