package org.acme.kit.telemetry;

import io.quarkus.logging.json.runtime.JsonFormatter;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.logging.Handler;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.LogContext;

/** Has every handler that writes JSON write {@link JsonLines}: {@code quarkus.log.console.json.enabled} says which do. */
@ApplicationScoped
class JsonLog {

    /** Comes first, so that what the others say at the start has its fields. */
    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent starting) {
        useJsonLines(LogContext.getLogContext().getLogger("").getHandlers());
    }

    private static void useJsonLines(Handler[] handlers) {
        for (Handler handler : handlers) {
            if (handler.getFormatter() instanceof JsonFormatter) {
                handler.setFormatter(new JsonLines());
            }
            if (handler instanceof ExtHandler several) {
                useJsonLines(several.getHandlers());
            }
        }
    }
}
