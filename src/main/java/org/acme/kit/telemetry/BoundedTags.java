package org.acme.kit.telemetry;

import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.quarkus.micrometer.runtime.HttpServerMetricsTagsContributor;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * The tags of {@code http.server.requests} for values that callers make up: a path without a resource is {@code UNKNOWN}, and a
 * method that HTTP does not define is {@code OTHER}. Otherwise each value would be a time series of its own, for ever.
 */
@Singleton
class BoundedTags implements HttpServerMetricsTagsContributor {

    /** The methods that RFC 9110, section 9.1, and RFC 5789 define. */
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");

    /** The key under which Quarkus REST stores the path template of the resource that it found. */
    private static final String TEMPLATE = "UrlPathTemplate";

    private static final Tags UNKNOWN_PATH = Tags.of("uri", "UNKNOWN");
    private static final Tag OTHER_METHOD = Tag.of("method", "OTHER");

    @Override
    public Tags contribute(Context request) {
        Tags tags = request.requestContextLocalData(TEMPLATE) == null ? UNKNOWN_PATH : Tags.empty();
        return METHODS.contains(request.request().method().name()) ? tags : tags.and(OTHER_METHOD);
    }

    /** Leaves out calls that the caller cancelled: they get no tags from here. {@code endpoint.calls} counts them. */
    @Produces
    @Singleton
    MeterFilter withoutCallsGivenUp() {
        return MeterFilter.deny(
                meter -> meter.getName().equals("http.server.requests") && "RESET".equals(meter.getTag("status")));
    }
}
