package org.acme.kit.deadline;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import org.acme.kit.http.RequestId;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;
import org.jboss.resteasy.reactive.client.impl.ClientRequestContextImpl;
import org.jboss.resteasy.reactive.client.impl.RestClientRequestContext;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestContext;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Internal: the header that carries the time left, in milliseconds, from the caller to this service, and from here to each peer:
 * less what was spent, and never more than came in. A call for which no time is left is not made.
 *
 * <p>The header is {@code kit.deadline.header}, {@code x-envoy-expected-rq-timeout-ms} by default: Envoy, and with it Istio, puts
 * it on each request that it forwards, in the same unit and meaning.
 */
@Provider
@Priority(Priorities.AUTHENTICATION
        - 1) // before Stork's filter, or an instance would be picked for a call that is not made
public final class DeadlineHeader implements ResteasyReactiveClientRequestFilter {

    // Right after the handlers that wrap a request, count it and give it an id.
    private static final int ORDER = Integer.MIN_VALUE + 1;

    private final CharSequence header;
    private final Deadlines deadlines;

    DeadlineHeader(@ConfigProperty(name = "kit.deadline.header") String header, Deadlines deadlines) {
        if (!header.matches("[A-Za-z0-9-]+")) {
            throw new ConfigurationException(
                    "kit.deadline.header is '" + header + "'; allowed: the name of a header, letters, digits and -");
        }
        this.header = HttpHeaders.createOptimized(header);
        this.deadlines = deadlines;
    }

    /** Begins the deadline of a request when its head arrives: the time that its body takes is spent, too. */
    void register(@Observes Router router) {
        router.route().order(ORDER).handler(routing -> {
            if (Deadlines.ofRequest() == null) { // else it is routed anew
                deadlines.begin(timeLeft(routing.request().getHeader(header)));
            }
            routing.next();
        });
    }

    /**
     * Sends to the peer how long this service will wait for it: no longer than for any attempt, even if more is left. Another
     * host gets no header, but is not called either if no time is left.
     *
     * <p>Of a stream, {@code read-timeout} bounds only the wait for its head. It gets the time that is left to the current work,
     * and no header where that has no end: outside of any work and call, and in a stream whose caller has sent none.
     *
     * @throws DeadlineExceeded if no time is left
     */
    @Override
    public void filter(ResteasyReactiveClientRequestContext request) {
        long left = deadlines.current().requireMillis();
        boolean stream = isStream(((ClientRequestContextImpl) request).getRestClientRequestContext());
        Object timeout = request.getConfiguration().getProperty(QuarkusRestClientProperties.READ_TIMEOUT);
        long millis = !stream && timeout instanceof Long most && most > 0 ? Math.min(left, most) : left;
        if (request.getProperty(RequestId.PEER) != null && (!stream || Deadlines.ofRequest() != null)) {
            request.getHeaders().putSingle(header.toString(), Long.toString(millis));
        }
    }

    /** Internal: tells whether the client gets the answer before its body has come: as a stream, a file or a plain response. */
    public static boolean isStream(RestClientRequestContext context) {
        return !context.isRegisterBodyHandler()
                || context.isInputStreamDownload()
                || context.isFileDownload()
                || context.isJakartaResponseDownload() && !context.invokedMethodReturnsAsyncType();
    }

    /**
     * Reads the milliseconds that a caller has left, from 0 to {@link Deadlines#LONGEST}.
     *
     * <ul>
     *   <li>Zero or less means that no time is left. Envoy, for which 0 means «without end», never sends it.
     *   <li>What is no integer counts as absent, null: the default bounds the work anyway, and a proxy that writes nonsense must
     *       not take the service down with 400s. A number with too many digits for any integer is the longest.
     * </ul>
     */
    static @Nullable Duration timeLeft(@Nullable String sent) {
        if (sent == null) {
            return null;
        }
        boolean negative = sent.startsWith("-");
        int digits = negative ? 1 : 0;
        if (sent.length() == digits) {
            return null;
        }
        long longest = Deadlines.LONGEST.toMillis();
        long millis = 0;
        for (int index = digits; index < sent.length(); index++) {
            char digit = sent.charAt(index);
            if (digit < '0' || digit > '9') {
                return null;
            }
            millis = Math.min(longest, millis * 10 + digit - '0');
        }
        return Duration.ofMillis(negative ? 0 : millis);
    }
}
