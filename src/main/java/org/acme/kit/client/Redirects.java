package org.acme.kit.client;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.acme.kit.balancing.BalancedInstance.Handle;
import org.acme.kit.balancing.BalancedInstance.Verdict;
import org.acme.kit.http.RequestId;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.resteasy.reactive.client.impl.ClientRequestContextImpl;
import org.jboss.resteasy.reactive.client.impl.RestClientRequestContext;

/**
 * The redirects of a client that follows them ({@code follow-redirects}). Where a redirect goes is decided as ever; this decides
 * how.
 *
 * <p>A redirect to the same instance goes to the address of its connection: only discovery may know its name. A request to another
 * host is sent without {@code Authorization}, {@code Proxy-Authorization} and {@code Cookie}, which were meant for the first (RFC
 * 9110, section 15.4). A request that was meant for a peer has neither the request id nor the deadline then. Other clients keep
 * such headers of their own. What that host does is no verdict on the instance.
 */
final class Redirects {

    private static final String REQUEST = Redirects.class.getName();

    private Redirects() {}

    /** Records a request, before it has a connection. */
    static void expect(ClientRequestContextImpl request) {
        request.getContext().putLocal(REQUEST, request.getRestClientRequestContext());
    }

    /** Lets a request that has its connection follow redirects, if its client does. */
    static void follow(HttpClientRequest request, Context context) {
        if (request.isFollowRedirects() && context.getLocal(REQUEST) instanceof RestClientRequestContext first) {
            follow(request, context, first);
        }
    }

    private static HttpClientRequest follow(
            HttpClientRequest request, Context context, RestClientRequestContext first) {
        HttpClient client = first.getHttpClient();
        Function<HttpClientResponse, Future<RequestOptions>> decided = client.redirectHandler();
        return request.redirectHandler(answer -> {
            Future<RequestOptions> next = decided.apply(answer);
            if (next == null) {
                return null;
            }
            Attempt attempt = context.getLocal(Attempt.KEY);
            Sending sending = attempt == null ? null : attempt.sending();
            if (sending != null) {
                sending.redirected(answer);
            }
            return next.compose(options -> client.request(directed(options, request, context, first)))
                    .compose(further -> sending == null || sending.goesOn(further)
                            ? Future.succeededFuture(follow(further, context, first))
                            : Future.failedFuture(new CancellationException("The caller has cancelled")));
        });
    }

    private static RequestOptions directed(
            RequestOptions next, HttpClientRequest sent, Context context, RestClientRequestContext first) {
        if (isToTheSame(next, sent)) {
            // A fixed URL has a name that the host can look up, and perhaps a proxy, whose address the connection has.
            boolean discovered = context.getLocal(PeerNames.AUTHORITY) != null;
            return discovered ? next.setServer(sent.connection().remoteAddress()) : next;
        }
        Attempt attempt = context.getLocal(Attempt.KEY);
        Handle handle = attempt == null ? null : attempt.handle();
        if (handle != null) {
            handle.ended(Verdict.ANSWERED);
        }
        next.removeHeader(HttpHeaders.AUTHORIZATION)
                .removeHeader(HttpHeaders.PROXY_AUTHORIZATION)
                .removeHeader(HttpHeaders.COOKIE);
        // The kit sends id and deadline to peers alone. Elsewhere they are the service's own.
        if (first.getProperties().containsKey(RequestId.PEER)) {
            next.removeHeader(RequestId.HEADER)
                    .removeHeader(ConfigProvider.getConfig().getValue("kit.deadline.header", String.class));
        }
        return next;
    }

    private static boolean isToTheSame(RequestOptions next, HttpClientRequest sent) {
        URI here = URI.create(sent.absoluteURI());
        boolean secure = here.getScheme().equals("https");
        int port = here.getPort() == -1 ? secure ? 443 : 80 : here.getPort();
        return next.getHost().equalsIgnoreCase(here.getHost()) && next.getPort() == port && next.isSsl() == secure;
    }
}
