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

/** Internal: an instance that a balancer has picked; a balancer of the kit receives the verdict of the call. Thread-safe. */
public final class PickedInstance implements ServiceInstance {

    private final ServiceInstance origin;
    private final @Nullable BalancedInstance picked;
    private final @Nullable Handle handle;

    private PickedInstance(ServiceInstance origin, @Nullable BalancedInstance picked, @Nullable Handle handle) {
        this.origin = origin;
        this.picked = picked;
        this.handle = handle;
    }

    /** Begins an attempt of a client of the kit; the client ends it with the {@link #handle()}. */
    static PickedInstance forAttempt(BalancedInstance picked) {
        return new PickedInstance((ServiceInstance) picked.member().origin(), picked, picked.begin());
    }

    /** Returns a picked instance for another client: Stork's filter does not report every end, so its calls are not in flight. */
    static PickedInstance reporting(BalancedInstance picked) {
        return new PickedInstance((ServiceInstance) picked.member().origin(), picked, null);
    }

    /** Returns the instance that any balancer of Stork has picked, as one of this type. */
    static PickedInstance of(ServiceInstance instance) {
        return instance instanceof PickedInstance picked ? picked : new PickedInstance(instance, null, null);
    }

    /** Converts an instance of any discovery for balancing; one without priority and weight gets priority 0 and weight 1. */
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

    /** Returns host and port of the instance, {@code host:8080} or {@code [2001:db8::2]:8080}. */
    public String address() {
        return picked == null ? addressOf(origin) : picked.address();
    }

    /** Returns the handle of the attempt, null if the client or the balancer is not the kit's. */
    public @Nullable Handle handle() {
        return handle;
    }

    /** Returns the host name of the instance for requests and certificates, null if another discovery found it. */
    public @Nullable String hostName() {
        return origin instanceof StorkDiscovery.Instance view ? view.known().hostName() : null;
    }

    /** Returns the instance's address of the other family (IPv4 or IPv6), null if it has none. */
    public @Nullable String otherHost() {
        return origin instanceof StorkDiscovery.Instance view && view.known().other() != null
                ? view.known().other().getHostAddress()
                : null;
    }

    /**
     * Records the end of a call as Stork's filter reports it. An {@code IOException} is a failure of the instance. Stork reports
     * every 5xx as «500», which is no verdict. Does nothing for an attempt: its handle receives the verdict.
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
