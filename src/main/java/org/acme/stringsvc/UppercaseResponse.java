package org.acme.stringsvc;

/**
 * A text in upper case.
 *
 * @param v the text
 */
record UppercaseResponse(String v) {}
