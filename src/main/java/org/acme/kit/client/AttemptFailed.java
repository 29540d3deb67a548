package org.acme.kit.client;

import jakarta.ws.rs.WebApplicationException;
import org.acme.kit.error.BusinessFailure;
import org.jspecify.annotations.Nullable;

/** Says which instance one attempt of a call was made at and why it failed; suppressed by the failure that the caller gets. */
final class AttemptFailed extends Exception {

    AttemptFailed(String instance, String reason) {
        // Without a cause: that may be the very failure that suppresses this.
        super(instance + " " + reason, null, false, false);
    }

    /** Puts a failure into words, null if it is an answer that the caller of the client has to judge. */
    static @Nullable String reason(Throwable failure) {
        if (failure instanceof BusinessFailure) {
            return null;
        }
        if (failure instanceof WebApplicationException answer) {
            int status = answer.getResponse().getStatus();
            return status == 429 || status >= 500 ? "answered " + status : null;
        }
        String name = failure.getClass().getSimpleName();
        return failure.getMessage() == null ? name : name + ": " + failure.getMessage();
    }
}
