package org.acme.stringsvc;

/**
 * The length of a text.
 *
 * @param v the number of Unicode code points
 */
record CountResponse(int v) {}
