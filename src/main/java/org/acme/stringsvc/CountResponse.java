package org.acme.stringsvc;

/**
 * Answers the length of a text.
 *
 * @param v the number of Unicode code points
 */
record CountResponse(int v) {}
