package org.acme.kit.client;

import org.jspecify.annotations.Nullable;

/**
 * The pause between two attempts of a call that blocks: Fault Tolerance sleeps there. The end of the call interrupts it, and
 * nothing else. Thread-safe.
 */
final class Pause {

    private @Nullable Thread sleeper;
    private boolean interrupted;
    private @Nullable Throwable reason;

    /** Begins the pause of the current thread, whose attempt has failed; interrupts it at once if the call is over. */
    synchronized void begin() {
        sleeper = Thread.currentThread();
        interruptIfOver();
    }

    /** Ends the pause of the current thread and clears the interruption, if it came from here. */
    synchronized void end() {
        if (interrupted && sleeper == Thread.currentThread()) {
            Thread.interrupted();
        }
        interrupted = false;
        sleeper = null;
    }

    /** Stops the pause, this one or one that begins later. */
    synchronized void stop(Throwable why) {
        reason = why;
        interruptIfOver();
    }

    private void interruptIfOver() {
        if (reason != null && sleeper != null && !sleeper.isInterrupted()) {
            interrupted = true;
            sleeper.interrupt();
        }
    }

    /** Returns why the call is over, else the failure itself. */
    synchronized Throwable reasonOr(Throwable failure) {
        return reason == null ? failure : reason;
    }
}
