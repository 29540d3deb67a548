package org.acme.stringsvc;

import org.acme.kit.error.BusinessFailure;

/** Refuses a text without a character. */
final class EmptyString extends BusinessFailure {

    EmptyString() {
        super("empty-string", "Empty string", 422, "The string is empty; send at least one character in \"s\".");
    }
}
