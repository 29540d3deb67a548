package org.acme.stringsvc;

/**
 * Answers a text in upper case.
 *
 * @param v the text
 */
record UppercaseResponse(String v) {}
