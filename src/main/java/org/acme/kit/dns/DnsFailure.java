package org.acme.kit.dns;

/** Internal: the failure of a question to DNS: its answer is unknown, not empty. The message has question, server and reason. */
public final class DnsFailure extends RuntimeException {

    /**
     * Makes the failure.
     *
     * @param question the question
     * @param server the nameserver that was asked
     * @param reason the reason why there is no answer
     */
    public DnsFailure(DnsQuestion question, String server, String reason) {
        super(question + " asked of " + server + ": " + reason, null, false, false);
    }
}
