package org.acme.kit.dns;

/** Internal: says that DNS gave no answer to a question: which, by whom, why. What it would answer is unknown, not empty. */
public final class DnsFailure extends RuntimeException {

    /**
     * Makes the failure.
     *
     * @param question what was asked
     * @param server who was asked
     * @param reason what came instead of an answer
     */
    public DnsFailure(DnsQuestion question, String server, String reason) {
        super(question + " asked of " + server + ": " + reason, null, false, false);
    }
}
