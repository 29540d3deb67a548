package org.acme.kit.client;

import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.Method;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The check of all clients at the start: which of their methods the kit does not support. */
@ApplicationScoped
@Unremovable
class ClientMethods {

    /**
     * Refuses clients whose answer is a stream: a stream has no end that an attempt could be judged by.
     *
     * @throws ConfigurationException naming the method and what to do
     */
    void check(@Observes StartupEvent started, BeanManager beans) {
        beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .flatMap(bean -> bean.getTypes().stream())
                .distinct()
                .forEach(type -> {
                    if (type instanceof Class<?> client && client.isAnnotationPresent(RegisterRestClient.class)) {
                        check(client);
                    }
                });
    }

    static void check(Class<?> client) {
        for (Method method : client.getMethods()) {
            boolean bound = client.isAnnotationPresent(ClientEndpoint.class)
                    || method.isAnnotationPresent(ClientEndpoint.class);
            if (bound && !isSupported(method.getReturnType())) {
                throw new ConfigurationException("@ClientEndpoint does not support " + client.getName() + "."
                        + method.getName() + ", which returns a "
                        + method.getReturnType().getSimpleName()
                        + "; allowed: a value, a Uni, or a CompletionStage; put @ClientEndpoint on the other methods");
            }
        }
    }

    private static boolean isSupported(Class<?> answer) {
        boolean stream = Multi.class.isAssignableFrom(answer) || Flow.Publisher.class.isAssignableFrom(answer);
        boolean future = Future.class.isAssignableFrom(answer) && !CompletionStage.class.isAssignableFrom(answer);
        return !stream && !future;
    }
}
