package org.acme.kit.lifecycle;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * The handling of the signals that stop the production program.
 *
 * <ul>
 *   <li>The first SIGTERM or SIGINT starts Quarkus' graceful shutdown; the exit code is 0.
 *   <li>Each further SIGTERM changes nothing: supervisors send it to the group and to the process, or twice.
 *   <li>A second SIGINT, Ctrl-C typed twice, exits at once with 130, the code that a shell reports for it.
 * </ul>
 *
 * <p>Without this class a program that finished everything would exit with 143, which orchestrators and supervisors count as a
 * failure. {@code sun.misc.Signal} is the only way of the JDK to handle a signal; Quarkus uses it, too.
 */
@ApplicationScoped
class StopSignals {

    private static final Logger LOG = Logger.getLogger("lifecycle");
    private static final int INTERRUPTED = 128 + 2;

    private final AtomicBoolean stopping = new AtomicBoolean();
    private final AtomicInteger interrupts = new AtomicInteger();

    /** Handles signals from the start on, but not in dev and test mode, where the process belongs to Maven. */
    void listen(@Observes StartupEvent start) {
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            handle("TERM");
            handle("INT");
        }
    }

    private void handle(String name) {
        // The only line that names the class: javac warns at each use, and nothing suppresses the warning.
        sun.misc.Signal.handle(new sun.misc.Signal(name), signal -> stop(name));
    }

    private void stop(String name) {
        if (name.equals("INT") && interrupts.incrementAndGet() > 1) {
            Runtime.getRuntime().halt(INTERRUPTED);
        }
        if (stopping.getAndSet(true)) {
            LOG.infof("SIG%s again: still finishing what runs; SIGINT twice exits at once", name);
        } else {
            LOG.infof("SIG%s: not ready any more, finishing what runs; SIGINT twice exits at once", name);
            Quarkus.asyncExit(0);
        }
    }
}
