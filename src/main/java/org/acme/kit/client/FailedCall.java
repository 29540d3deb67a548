package org.acme.kit.client;

import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.acme.kit.error.Unavailable;
import org.acme.kit.telemetry.LimitedLog;

/** Tells caller and log how a call failed: each attempt with its instance and reason. */
final class FailedCall {

    private static final LimitedLog LOG = new LimitedLog("client");

    private FailedCall() {}

    /**
     * Returns the failure for the caller: that of the last attempt, or «unavailable» if that was a pushback, which then says in its
     * message what else is a line in the log.
     */
    static Throwable of(Call call, Throwable failure) {
        Call.Ended ended = call.end(failure);
        List<AttemptFailed> attempts = ended.attempts();
        if (attempts.isEmpty()) {
            return PeerUnreachable.orSame(ended.cause());
        }
        String line = "service=" + ended.service() + " attempts=" + attempts.size() + " failed: "
                + attempts.stream().map(AttemptFailed::getMessage).collect(Collectors.joining("; "))
                + (ended.refused().isEmpty() ? "" : "; no further attempt: " + ended.refused());
        Pushback pushback = Pushback.of(ended.cause(), InstantSource.system());
        Throwable told = PeerUnreachable.orSame(ended.cause());
        if (pushback == null) {
            LOG.warn(ended.service() + " " + told.getClass().getName(), () -> line);
        } else {
            // It concerns this service; to its callers it is as if a part of this service were not there for a while.
            told = new Unavailable("A service that this one depends on has too much to do.", pushback.pause(), line);
        }
        attempts.forEach(told::addSuppressed);
        return told;
    }
}
