package org.acme.kit.http;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Internal: the filter that refuses a body in an unsupported content coding: 415, with the supported codings in
 * {@code Accept-Encoding} (RFC 9110, section 15.5.16).
 *
 * <p>With {@code quarkus.http.enable-decompression} Vert.x decodes the body and removes the header before this filter runs.
 */
@Singleton
public final class ContentCoding {

    private final String accepted;

    ContentCoding(@ConfigProperty(name = "quarkus.http.enable-decompression", defaultValue = "false") boolean decoded) {
        accepted = decoded ? "gzip, deflate" : "identity";
    }

    /** Checks the header, before the body is parsed. Returns null if the coding is supported. */
    @ServerRequestFilter(nonBlocking = true)
    public @Nullable Response check(ContainerRequestContext request) {
        @Nullable String coding = request.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        return coding == null || isIdentity(coding)
                ? null
                : Response.status(Response.Status.UNSUPPORTED_MEDIA_TYPE)
                        .header(HttpHeaders.ACCEPT_ENCODING, accepted)
                        .build();
    }

    /** Tells whether there is no coding. The name is reserved for {@code Accept-Encoding}, but some callers send it here. */
    private static boolean isIdentity(String coding) {
        String name = coding.strip().toLowerCase(Locale.ROOT);
        return name.isEmpty() || name.equals("identity");
    }
}
