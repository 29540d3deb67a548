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

/** Internal: stork's view of an instance that was picked: the one of discovery, which hears how the call ended. */
public final class PickedInstance implements ServiceInstance {

    private final BalancedInstance picked;
    private final ServiceInstance origin;
    private final @Nullable Handle handle;

    private PickedInstance(BalancedInstance picked, @Nullable Handle handle) {
        this.picked = picked;
        this.origin = (ServiceInstance) picked.member().origin();
        this.handle = handle;
    }

    /** Begins an attempt of a client of the kit, which hears the end through {@link #handle()}. */
    static PickedInstance forAttempt(BalancedInstance picked) {
        return new PickedInstance(picked, picked.begin());
    }

    /** Hears the end from Stork's own client alone, which does not report every end: such a call is never in flight. */
    static PickedInstance reporting(BalancedInstance picked) {
        return new PickedInstance(picked, null);
    }

    /** Reads what balancing has to know of an instance of any discovery. */
    static Member read(Object instance) {
        if (instance instanceof DnsInstance known) {
            return new Member(known.id(), known.socketAddress(), known.priority(), known.weight(), known);
        }
        ServiceInstance other = (ServiceInstance) instance;
        return new Member(other.getId(), addressOf(other), 0, 1, other);
    }

    /** Returns where an instance of any discovery answers, {@code host:8080} or {@code [2001:db8::2]:8080}. */
    public static String addressOf(ServiceInstance instance) {
        String host = instance.getHost();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + instance.getPort();
    }

    /** Returns where the instance answers. */
    public String address() {
        return picked.address();
    }

    /** Returns the handle of the attempt, null for a client that is none of the kit. */
    public @Nullable Handle handle() {
        return handle;
    }

    /**
     * Takes how a call ended as far as Stork's client knows: it reports that no connection came about, and says «500» of every
     * 5xx, which is no verdict.
     */
    @Override
    public void recordEnd(@Nullable Throwable failure) {
        if (handle == null) {
            picked.ended(
                    failure == null ? Verdict.ANSWERED : isOfTheNetwork(failure) ? Verdict.FAILED : Verdict.UNKNOWN);
        }
    }

    private static boolean isOfTheNetwork(Throwable failure) {
        return failure instanceof IOException || failure.getCause() != null && isOfTheNetwork(failure.getCause());
    }

    /** Returns the instance as discovery names it. */
    public ServiceInstance origin() {
        return origin;
    }

    @Override
    public boolean gatherStatistics() {
        return handle == null;
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
