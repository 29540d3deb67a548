package org.acme.kit.client;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import jakarta.annotation.Priority;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import org.acme.kit.http.RequestId;
import org.acme.kit.http.ServedBy;
import org.acme.kit.stork.Balancers;
import org.acme.kit.stork.PickedInstance;
import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;
import org.jboss.resteasy.reactive.client.impl.ClientRequestContextImpl;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestContext;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Internal: the filter that directs a request to an instance. For {@code stork://…} it picks the instance and rewrites the URI,
 * as Stork's own filter does, which has nothing to do afterwards.
 *
 * <p>It is the first filter: the request has its attempt before another filter may suspend it or call another client.
 * Thread-safe.
 */
@Provider
@Priority(Integer.MIN_VALUE)
public final class AttemptFilter implements ResteasyReactiveClientRequestFilter {

    private final Balancers balancers;
    private final Families families = new Families();

    AttemptFilter(Balancers balancers) {
        this.balancers = balancers;
    }

    @Override
    public void filter(ResteasyReactiveClientRequestContext context) {
        ClientRequestContextImpl request = (ClientRequestContextImpl) context;
        Attempt attempt = claim(request);
        URI uri = request.getUri();
        boolean stork = uri.getScheme() != null && uri.getScheme().startsWith("stork") && uri.getHost() != null;
        if (stork || attempt != null) {
            request.setProperty(RequestId.PEER, true);
        }
        if (stork) {
            send(request, uri, attempt);
        } else if (attempt != null) {
            attempt.goesTo(ServedBy.hostAndPort(uri));
        }
    }

    private static @Nullable Attempt claim(ClientRequestContextImpl request) {
        Call call = CallContext.current();
        Attempt attempt = call == null
                ? null
                : call.context().claim(request.getRestClientRequestContext().getInvokedMethod());
        // The context of the request is a copy of the caller's, which may hold another attempt.
        request.getContext().removeLocal(Attempt.KEY);
        request.getContext().removeLocal(PeerNames.AUTHORITY);
        if (attempt != null) {
            Object limit = request.getConfiguration().getProperty(QuarkusRestClientProperties.READ_TIMEOUT);
            attempt.claimed(request.getRestClientRequestContext(), limit instanceof Long millis ? millis : 0);
            if (attempt.isOver()) { // asked after the claim: what ends from now on aborts this request
                throw cancelled();
            }
            request.setProperty(Attempt.KEY, attempt);
            request.getContext().putLocal(Attempt.KEY, attempt);
        }
        return attempt;
    }

    private void send(ClientRequestContextImpl request, URI uri, @Nullable Attempt attempt) {
        PickedInstance known = attempt == null ? null : attempt.instance();
        if (known != null) {
            families.avoid(known, attempt.avoided());
            direct(request, uri, attempt, known);
            return;
        }
        Thread thread = Thread.currentThread();
        boolean measured = !Multi.class.equals(request.getResponseType().getRawType());
        Uni<PickedInstance> pick =
                balancers.pick(uri.getHost(), attempt == null ? null : attempt.call()::hasTried, measured);
        request.suspend();
        pick.subscribe()
                .with(
                        picked -> goOn(request, thread, () -> {
                            picked(request, uri, attempt, picked, measured);
                            if (attempt != null && attempt.isOver()) {
                                request.resume(cancelled());
                            } else {
                                request.resume();
                            }
                        }),
                        failure -> goOn(request, thread, () -> request.resume(failure)));
    }

    private static CancellationException cancelled() {
        return new CancellationException("The caller has cancelled");
    }

    /** Continues on the request's context: discovery may answer on another thread, and filters need log fields and deadline. */
    private static void goOn(ClientRequestContextImpl request, Thread thread, Runnable next) {
        Runnable certain = () -> {
            try {
                next.run();
            } catch (Throwable broken) { // nobody else tells the caller
                request.resume(broken);
            }
        };
        if (Thread.currentThread() == thread) {
            certain.run();
        } else {
            request.getContext().runOnContext(here -> certain.run());
        }
    }

    private void picked(
            ClientRequestContextImpl request,
            URI uri,
            @Nullable Attempt attempt,
            PickedInstance picked,
            boolean measured) {
        if (attempt != null) {
            attempt.picked(uri.getHost(), picked);
        }
        if (measured && picked.gatherStatistics()) {
            request.setCallStatsCollector(picked);
        }
        direct(request, uri, attempt, picked);
    }

    private void direct(ClientRequestContextImpl request, URI uri, @Nullable Attempt attempt, PickedInstance instance) {
        boolean secure = instance.isSecure() || uri.getScheme().equals("storks");
        int port = instance.getPort() == 0 ? secure ? 443 : 80 : instance.getPort();
        String host = families.hostOf(instance);
        if (attempt != null) {
            attempt.uses(host);
        }
        String name = instance.hostName();
        if (name != null) {
            Context context = request.getContext();
            PeerNames.remember(request.getConfiguration(), context, host, port, name, secure);
        }
        request.setUri(InstanceUri.of(uri, instance.getPath().orElse(""), secure ? "https" : "http", host, port));
    }

    /** The instances that are called at their second address family, because the first did not connect. Thread-safe. */
    private static final class Families {

        private static final int MOST = 4_096;

        private final Set<String> other = ConcurrentHashMap.newKeySet();

        /** Records that this address takes no connection, if it is not null. Attempts at the same time come to the same end. */
        void avoid(PickedInstance instance, @Nullable String address) {
            if (address != null && !address.equals(instance.getHost())) {
                other.remove(instance.address());
            } else if (address != null && other.size() < MOST) {
                other.add(instance.address());
            }
        }

        String hostOf(PickedInstance instance) {
            String otherHost = other.isEmpty() || !other.contains(instance.address()) ? null : instance.otherHost();
            String host = otherHost == null ? instance.getHost() : otherHost;
            return host == null ? "localhost" : host; // as Stork's filter does
        }
    }
}
