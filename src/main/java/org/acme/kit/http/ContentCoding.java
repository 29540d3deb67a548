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
 * Internal: refuses a body in a content coding that nobody here decodes: 415, with the codings that are (RFC 9110, section 15.5.16).
 *
 * <p>With {@code quarkus.http.enable-decompression} Vert.x decodes before this looks, and takes the header away.
 */
@Singleton
public final class ContentCoding {

    private final String accepted;

    ContentCoding(@ConfigProperty(name = "quarkus.http.enable-decompression", defaultValue = "false") boolean decoded) {
        accepted = decoded ? "gzip, deflate" : "identity";
    }

    /** Looks at the header alone, before anything of the body is understood. */
    @ServerRequestFilter(nonBlocking = true)
    public @Nullable Response check(ContainerRequestContext request) {
        @Nullable String coding = request.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        return coding == null || isIdentity(coding)
                ? null
                : Response.status(Response.Status.UNSUPPORTED_MEDIA_TYPE)
                        .header(HttpHeaders.ACCEPT_ENCODING, accepted)
                        .build();
    }

    /** No coding at all: the name is for {@code Accept-Encoding} alone, but some send it here. */
    private static boolean isIdentity(String coding) {
        String name = coding.strip().toLowerCase(Locale.ROOT);
        return name.isEmpty() || name.equals("identity");
    }
}
