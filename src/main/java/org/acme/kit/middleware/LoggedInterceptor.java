package org.acme.kit.middleware;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Intercepted;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.math.BigDecimal;
import org.acme.kit.telemetry.Field;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;
import org.jspecify.annotations.Nullable;

@Logged
@Interceptor
@Priority(ChainOrder.LOG)
final class LoggedInterceptor {

    private static final Logger LOG = Logger.getLogger("endpoint");

    private final String endpoint;
    private final Field name;

    LoggedInterceptor(@Intercepted Bean<?> bean) {
        this.endpoint = EndpointName.of(bean);
        this.name = new Field("endpoint", endpoint);
    }

    @AroundInvoke
    @Nullable
    Object log(InvocationContext call) throws Exception {
        long start = System.nanoTime();
        return Ending.proceed(call, (outcome, failure) -> write(outcome, System.nanoTime() - start, failure));
    }

    private void write(Outcome outcome, long nanos, @Nullable Throwable failure) {
        Level level = outcome == Outcome.FAULT ? Level.WARN : Level.INFO;
        if (!LOG.isEnabled(level)) {
            return;
        }
        BigDecimal ms = BigDecimal.valueOf(nanos / 1_000, 3); // it keeps its text, which is needed twice
        String line = "endpoint=" + endpoint + " outcome=" + outcome.label + " ms=" + ms;
        Field duration = new Field("ms", ms);
        if (outcome == Outcome.FAULT) {
            // The stack trace is written where the fault becomes an answer; here it is a word in the line.
            String cause = failure == null ? "none" : failure.getClass().getSimpleName();
            LOG.logv(level, line + " cause=" + cause, name, outcome.field, duration, new Field("cause", cause));
        } else {
            LOG.logv(level, line, name, outcome.field, duration);
        }
    }
}
