package org.acme.stringsvc;

import org.jspecify.annotations.Nullable;

/**
 * The request for the length of a text.
 *
 * @param s the text; a missing one is taken as empty
 */
record CountRequest(String s) {

    CountRequest(@Nullable String s) {
        this.s = s == null ? "" : s;
    }
}
