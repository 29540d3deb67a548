package org.acme.kit.client;

/** Ends a call at what would have been its next attempt; what the caller gets is the failure of the one before. */
final class RetryRefused extends RuntimeException {

    RetryRefused(String reason) {
        super(reason, null, false, false);
    }
}
