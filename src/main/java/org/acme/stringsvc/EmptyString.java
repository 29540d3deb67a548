package org.acme.stringsvc;

import org.acme.kit.error.BusinessFailure;

/** The refusal of an empty text. */
final class EmptyString extends BusinessFailure {

    EmptyString() {
        super("empty-string", "Empty string", 422, "The string is empty; send at least one character in \"s\".");
    }
}
