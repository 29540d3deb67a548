package org.acme.kit.error;

/** Internal: refuses a call without a request. */
public final class MissingBody extends BusinessFailure {

    /** Makes the refusal: 400. */
    public MissingBody() {
        super("missing-body", "Missing body", 400, "Send a JSON object as the body.");
    }
}
