package org.acme.plain;

import io.micrometer.core.annotation.Timed;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Locale;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.jboss.logging.Logger;

/**
 * Does what the service does by Quarkus' extensions alone: a limit, a time limit, validation, a meter and a JSON line in the log. It
 * has no request id, no deadline of its caller, and no bounds on the time or the memory of a body.
 */
@Path("/uppercase")
public class PlainResource {

    private static final Logger LOG = Logger.getLogger("endpoint");

    public record Request(@NotBlank String s) {}

    public record Response(String v) {}

    @POST
    @NonBlocking
    @Timed("endpoint")
    @Bulkhead(1000)
    @Timeout(10000)
    public Uni<Response> uppercase(@Valid Request request) {
        long begun = System.nanoTime();
        return Uni.createFrom()
                .item(() -> new Response(request.s().toUpperCase(Locale.ROOT)))
                .invoke(done ->
                        LOG.infof("endpoint=uppercase outcome=ok ms=%s", (System.nanoTime() - begun) / 1000 / 1000.0));
    }
}
