package org.acme.stringsvc;

/** The business of this service, operations on strings: free of HTTP and of every framework. */
interface StringService {

    /**
     * Makes a text upper case by the rules of no particular language ({@code Locale.ROOT}).
     *
     * @throws EmptyString if the text is empty
     */
    String uppercase(String text);

    /**
     * Counts the characters of a text, as Unicode code points.
     *
     * @return the count, 0 for an empty text
     */
    int count(String text);
}
