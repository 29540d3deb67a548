package org.acme.stringsvc;

import java.util.concurrent.CompletionStage;

/** Works on strings: the business of this service, free of HTTP and of every framework. */
interface StringService {

    /**
     * Makes a text upper case by the rules of no particular language ({@code Locale.ROOT}).
     *
     * @return the text, perhaps later: a peer may compute it
     * @throws EmptyString if there is no text, at once or as the failure of the stage
     */
    CompletionStage<String> uppercase(String text);

    /**
     * Counts the characters of a text, as Unicode code points.
     *
     * @return the count, 0 for an empty text
     */
    int count(String text);
}
