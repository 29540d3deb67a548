package org.acme.kit.middleware;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Intercepted;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

@Logged
@Interceptor
@Priority(Order.LOG)
final class LoggedInterceptor {

    private static final Logger LOG = Logger.getLogger("endpoint");

    private final String endpoint;

    LoggedInterceptor(@Intercepted Bean<?> bean) {
        this.endpoint = EndpointName.of(bean);
    }

    @AroundInvoke
    @Nullable
    Object log(InvocationContext call) throws Exception {
        long start = System.nanoTime();
        return Ending.proceed(call, (outcome, failure) -> write(outcome, System.nanoTime() - start, failure));
    }

    private void write(Outcome outcome, long nanos, @Nullable Throwable failure) {
        String line = "endpoint=" + endpoint + " outcome=" + outcome.label + " ms=" + nanos / 1_000 / 1_000.0;
        if (outcome == Outcome.FAULT) {
            // The stack trace is written where the fault becomes an answer; here it is a word in the line.
            LOG.warn(line + " cause="
                    + (failure == null ? "none" : failure.getClass().getSimpleName()));
        } else {
            LOG.info(line);
        }
    }
}
