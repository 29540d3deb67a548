package org.acme.stringsvc;

import org.jspecify.annotations.Nullable;

/**
 * Asks for a text in upper case.
 *
 * @param s the text; a missing one is taken as empty
 */
record UppercaseRequest(String s) {

    UppercaseRequest(@Nullable String s) {
        this.s = s == null ? "" : s;
    }
}
