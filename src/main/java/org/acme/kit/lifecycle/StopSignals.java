package org.acme.kit.lifecycle;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Ends the production program on SIGTERM and SIGINT: the first one starts Quarkus' graceful shutdown and the exit code is 0, a second
 * one exits at once with 128 plus its number, as a shell reports it. Without this class a program that finished everything would
 * still exit with 143, which orchestrators and supervisors count as a failure. {@code sun.misc.Signal} is the only way the JDK has to
 * hear of a signal; Quarkus uses it, too.
 */
@ApplicationScoped
class StopSignals {

    private static final Logger LOG = Logger.getLogger(StopSignals.class);

    private final AtomicBoolean stopping = new AtomicBoolean();

    /** Listens from the start on; in dev and test mode the process belongs to Maven. */
    void listen(@Observes StartupEvent start) {
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            handle("TERM");
            handle("INT");
        }
    }

    private void handle(String name) {
        // Named no more often than that: javac warns of each time, and nothing can silence it.
        sun.misc.Signal.handle(new sun.misc.Signal(name), signal -> stop(name, signal.getNumber()));
    }

    private void stop(String name, int number) {
        if (stopping.getAndSet(true)) {
            Runtime.getRuntime().halt(128 + number);
        }
        LOG.infof("SIG%s: not ready any more, finishing what runs; a second signal exits at once", name);
        Quarkus.asyncExit(0);
    }
}
