package org.acme.kit.client;

import io.smallrye.faulttolerance.api.ExponentialBackoff;
import io.smallrye.faulttolerance.api.RetryWhen;
import io.smallrye.mutiny.Uni;
import io.smallrye.stork.Stork;
import io.smallrye.stork.api.Service;
import io.smallrye.stork.api.ServiceInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.faulttolerance.Retry;

/** Plays a REST client without a network: picks an instance, then answers at once. */
@ClientEndpoint
@ApplicationScoped
class StubbedPeer {

    private final Service peers = Stork.getInstance().getService("peers");
    private final List<ServiceInstance> instances = peers.getInstances().await().indefinitely();

    @Retry(maxRetries = 2, delay = 10, jitter = 10)
    @ExponentialBackoff
    @RetryWhen(exception = PeerFault.class)
    Uni<String> call(String request) {
        return Uni.createFrom().emitter(emitter -> {
            ServiceInstance picked = peers.selectInstance(instances);
            picked.recordEnd(null);
            emitter.complete(request);
        });
    }
}
