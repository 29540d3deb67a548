package org.acme.kit.telemetry;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.json.runtime.JsonFormatter;
import io.quarkus.logging.json.runtime.JsonLogConfig;
import io.quarkus.logging.json.runtime.JsonLogConfig.JsonConfig;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.SmallRyeConfig;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.time.Duration;
import java.util.Collections;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.handlers.ConsoleHandler;
import org.jboss.logmanager.handlers.FileHandler;
import org.jboss.logmanager.handlers.SocketHandler;
import org.jboss.logmanager.handlers.SyslogHandler;
import org.jspecify.annotations.Nullable;

/**
 * The changes to the log handlers that Quarkus configured. Those that write JSON write {@link JsonLines}. Those of the console
 * write to a {@link BoundedOutput}, so that no caller waits for its reader. {@code kit.log.buffer=0} leaves the console as it is.
 */
@ApplicationScoped
class LogOutput {

    private static final org.jboss.logging.Logger LOG = org.jboss.logging.Logger.getLogger(LogOutput.class);

    private static final long LARGEST_BUFFER = 1L << 30;

    private final JsonLogConfig json;
    private final String application;
    private final int buffer;
    private final FileDescriptor target;
    private final MeterRegistry meters;
    private @Nullable BoundedOutput output;

    LogOutput(
            Config config,
            @ConfigProperty(name = "quarkus.application.name") String application,
            @ConfigProperty(name = "kit.log.buffer") MemorySize buffer,
            @ConfigProperty(name = "kit.log.repeat-after") Duration repeatAfter,
            @ConfigProperty(name = "quarkus.log.console.stderr", defaultValue = "false") boolean stderr,
            MeterRegistry meters) {
        this.json = config.unwrap(SmallRyeConfig.class).getConfigMapping(JsonLogConfig.class);
        this.application = application;
        if (buffer.asLongValue() > LARGEST_BUFFER) {
            throw new ConfigurationException("kit.log.buffer is more than 1G; allowed: 0 to 1G, as 1M");
        }
        if (repeatAfter.isNegative()) { // LimitedLog, which is no bean, reads it only with the first problem
            throw new ConfigurationException(
                    "kit.log.repeat-after is '" + repeatAfter + "'; allowed: a time, as 10s, or 0s to tell each call");
        }
        this.buffer = (int) buffer.asLongValue();
        this.target = stderr ? FileDescriptor.err : FileDescriptor.out;
        this.meters = meters;
    }

    /** Runs before the other observers of the start, so that their log lines have the fields. */
    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent starting) {
        output = buffer == 0 ? null : output();
        FunctionCounter.builder("log.lines.dropped", this, LogOutput::dropped)
                .description("log lines that nobody read in time")
                .register(meters);
        LogContext context = LogContext.getLogContext();
        complete(context.getLogger(""));
        for (String name : Collections.list(context.getLoggerNames())) {
            Logger logger = context.getLoggerIfExists(name);
            if (logger != null) {
                complete(logger);
            }
        }
    }

    // Behind all others that observe the stop: they may log problems.
    void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) ShutdownEvent stopping) {
        LimitedLog.tellPending();
    }

    private long dropped() {
        return output == null ? 0 : output.dropped();
    }

    private BoundedOutput output() {
        BoundedOutput output = new BoundedOutput(
                new FileOutputStream(target),
                buffer,
                lines -> LOG.warnf("%s log lines were dropped: nobody read the output", new Field("dropped", lines)));
        if (LaunchMode.current() == LaunchMode.NORMAL) { // in dev and test mode the process goes on
            drainAtTheEnd(output);
        }
        // What others print would block as well. And a Quarkus that the hooks stop flushes it at its end.
        if (target == FileDescriptor.err) {
            System.setErr(output.printStream());
        } else {
            System.setOut(output.printStream());
        }
        return output;
    }

    /** Has the end wait for the last lines: if StopSignals ends the program, Quarkus has stopped before the hooks run. */
    private static void drainAtTheEnd(BoundedOutput output) {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(output::drain, "end of the log"));
        } catch (IllegalStateException ending) {
            // A signal came during the start. The hook of Quarkus runs already; it lets the start end, and flushes
            // System.out.
        }
    }

    private void complete(Logger logger) {
        for (Handler handler : logger.getHandlers()) {
            complete(handler);
        }
    }

    private void complete(Handler handler) {
        if (handler.getFormatter() instanceof JsonFormatter quarkus) {
            JsonConfig config = config(handler);
            handler.setFormatter(new FormatterPool(() -> JsonLines.like(quarkus, config, application)));
        }
        if (handler instanceof ConsoleHandler console && output != null) {
            console.setOutputStream(output.lines());
        }
        if (handler instanceof ExtHandler several) {
            for (Handler each : several.getHandlers()) {
                complete(each);
            }
        }
    }

    private JsonConfig config(Handler handler) {
        if (handler instanceof FileHandler) {
            return json.fileJson();
        }
        if (handler instanceof SyslogHandler) {
            return json.syslogJson();
        }
        return handler instanceof SocketHandler ? json.socketJson() : json.consoleJson();
    }
}
