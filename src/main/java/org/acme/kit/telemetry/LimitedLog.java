package org.acme.kit.telemetry;

import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Internal: a log that limits repetition. A problem that lasts is logged once in full, and then again with a count each {@code
 * kit.log.repeat-after}, as long as it lasts, and when the program ends. With 0 each line is logged. Thread-safe.
 *
 * <p>The caller names the kind of the problem. Kinds must be few: nothing that the callers of the service make up is part of one.
 */
public final class LimitedLog {

    /** The most kinds at a time; all further ones are counted as one, {@code other}. */
    private static final int MOST_KINDS = 200;

    /** Null until the first problem: the build of a native program initialises classes, and must not settle it. */
    private static volatile @Nullable Duration configured;

    /** The logs whose counts are told at the end: one for each category, for as long as the program runs. */
    private static final Queue<LimitedLog> LOGS = new ConcurrentLinkedQueue<>();

    private record Problem(Level level, String line, long repeated) {

        Problem again() {
            return new Problem(level, line, repeated + 1);
        }
    }

    private final Logger log;
    private final Supplier<Duration> interval;
    private final Consumer<Runnable> later;
    private final Map<String, Problem> problems = new ConcurrentHashMap<>();

    /** Creates the log of a category. */
    public LimitedLog(String category) {
        this(
                Logger.getLogger(category),
                LimitedLog::interval,
                task -> CompletableFuture.delayedExecutor(interval().toMillis(), TimeUnit.MILLISECONDS)
                        .execute(task));
        LOGS.add(this);
    }

    private static Duration interval() {
        Duration known = configured;
        if (known == null) {
            known = ConfigProvider.getConfig().getValue("kit.log.repeat-after", Duration.class);
            configured = known;
        }
        return known;
    }

    /** Creates a log whose interval and timer come from outside. */
    LimitedLog(Logger log, Supplier<Duration> interval, Consumer<Runnable> later) {
        this.log = log;
        this.interval = interval;
        this.later = later;
    }

    /** Logs a known problem at WARN. The line is made only when one is due. */
    public void warn(String kind, Supplier<String> line) {
        tell(Level.WARN, kind, line, null);
    }

    /** Logs a bug at ERROR, with the stack trace if it is the first of its kind. */
    public void error(String kind, String line, Throwable thrown) {
        tell(Level.ERROR, kind, () -> line, thrown);
    }

    private void tell(Level level, String kind, Supplier<String> line, @Nullable Throwable thrown) {
        if (interval.get().isZero()) {
            log.log(level, line.get(), thrown);
            return;
        }
        String known = problems.containsKey(kind) || problems.size() < MOST_KINDS ? kind : "other";
        Problem first = null;
        // Again only if the problem comes and goes between the two steps.
        while (problems.computeIfPresent(known, (same, problem) -> problem.again()) == null) {
            first = first == null ? new Problem(level, line.get(), 0) : first;
            if (problems.putIfAbsent(known, first) == null) {
                log.log(level, first.line, thrown);
                later.accept(() -> tellAgain(known));
                return;
            }
        }
    }

    private void tellAgain(String kind) {
        Problem over = problems.computeIfPresent(kind, (same, problem) -> problem.repeated == 0 ? null : problem);
        if (over == null) {
            return;
        }
        // From here on the count begins anew. This line still counts what came between the two steps.
        Problem told = problems.replace(kind, new Problem(over.level, over.line, 0));
        if (told != null) {
            tellRepeated(told, interval.get().toSeconds() + " s");
            later.accept(() -> tellAgain(kind));
        }
    }

    private void tellRepeated(Problem problem, String time) {
        log.logf(problem.level, "%s (%s more in %s)", problem.line, new Field("repeated", problem.repeated), time);
    }

    /** Logs the counts that are pending in all logs, because the program ends. */
    static void tellPending() {
        LOGS.forEach(LimitedLog::tellOwnPending);
    }

    void tellOwnPending() {
        for (String kind : problems.keySet()) {
            Problem pending = problems.remove(kind);
            if (pending != null && pending.repeated > 0) {
                tellRepeated(pending, "less than " + interval.get().toSeconds() + " s");
            }
        }
    }
}
