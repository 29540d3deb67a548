package org.acme.stringsvc;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The request for a text in upper case.
 *
 * @param s the text; at most 10,000 UTF-16 units; a missing one is taken as empty
 */
record UppercaseRequest(@Size(max = 10_000) String s) {

    UppercaseRequest(@Nullable String s) {
        this.s = s == null ? "" : s;
    }
}
