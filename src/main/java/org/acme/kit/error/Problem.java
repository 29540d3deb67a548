package org.acme.kit.error;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.acme.kit.telemetry.DashedName;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The problem document that describes a failure to the caller (RFC 9457, section 3.1), extended by the request id and, for an
 * invalid request, by the errors in its parts. Immutable. Its schema in the contract is derived from the components.
 *
 * @param type the kind of problem, a URI; {@code about:blank} if the status says it all (section 4.2.1)
 * @param title the summary of the type
 * @param status the HTTP status
 * @param detail what is wrong this time, null if there is no more to say
 * @param instance the path of the request; null until a transport adds it
 * @param requestId the id of the request in the logs; null until a transport adds it
 * @param errors the errors in parts of the request, in the order of the parts; null if the problem is not about parts
 */
@RegisterForReflection // written by mappers, which Quarkus does not scan for entities
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        @Schema(description = "What kind of problem: about:blank where the status says it all", format = "uri")
        String type,

        @Schema(description = "The summary of the type") String title,

        int status,

        @Schema(description = "What is wrong this time") @Nullable
        String detail,

        @Schema(description = "The path that was asked", format = "uri-reference") @Nullable
        String instance,

        @Schema(description = "The id under which the logs tell more") @Nullable
        String requestId,

        @Schema(description = "What is wrong with which part of the request") @Nullable
        List<Violation> errors) {

    /** The prefix of the types of the kit and of its services: URNs, since there is nothing to fetch. */
    private static final String PREFIX = "urn:problem-type:";

    /** The type of a problem that has none of its own: the status says it all (RFC 9457, section 4.2.1). */
    private static final String NONE = "about:blank";

    /** The media type of problem documents. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** Describes a refusal. */
    public static Problem of(BusinessFailure failure) {
        return new Problem(
                PREFIX + failure.type(), failure.title(), failure.status(), failure.getMessage(), null, null, null);
    }

    /** Returns the problem type of a {@link BusinessFailure} from the simple name of its class, as the contract lists it. */
    public static String typeOf(String className) {
        return PREFIX + DashedName.of(className);
    }

    /** Returns the refusal that this problem describes; null if its type is none of the kit's or its status is not 400 to 499. */
    public @Nullable BusinessFailure asBusinessFailure() {
        if (type == null || !type.startsWith(PREFIX) || status < 400 || status > 499) {
            return null;
        }
        return new BusinessFailure(type.substring(PREFIX.length()), title, status, detail == null ? title : detail);
    }

    /** Describes a failure without a type of its own. */
    public static Problem of(int status, @Nullable String detail) {
        Response.Status known = Response.Status.fromStatusCode(status);
        String title = known == null ? "Status " + status : known.getReasonPhrase();
        return new Problem(NONE, title, status, detail, null, null, null);
    }

    Problem at(String instance, @Nullable String requestId) {
        return new Problem(type, title, status, detail, instance, requestId, errors);
    }

    Problem with(List<Violation> violations) {
        return new Problem(type, title, status, detail, instance, requestId, violations);
    }
}
