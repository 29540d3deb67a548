package org.acme.kit.endpoint;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;

/**
 * The check of response types at the start. The start stops if an endpoint answers an asynchronous type other than {@code Uni}
 * and {@code Multi}.
 *
 * <p>Quarkus REST accepts such types, so the fault would stay unnoticed: the chain would take the promise for the answer. It
 * would log the call as successful before its end, and the duration and the limit would not cover the work.
 */
@ApplicationScoped
class ResponseTypes {

    private static final List<Class<?>> NOT_WAITED_FOR =
            List.of(CompletionStage.class, Future.class, Flow.Publisher.class);

    void check(@Observes StartupEvent start, Catalogue catalogue) {
        catalogue.responses().forEach(ResponseTypes::check);
    }

    static void check(Class<?> endpoint, Type response) {
        Type raw = response instanceof ParameterizedType generic ? generic.getRawType() : response;
        if (raw instanceof Class<?> type
                && type != Multi.class
                && NOT_WAITED_FOR.stream().anyMatch(later -> later.isAssignableFrom(type))) {
            throw new IllegalStateException(endpoint.getName() + " answers " + response.getTypeName()
                    + ", for which its chain does not wait; answer a Uni, as of Uni.createFrom().completionStage(…),"
                    + " or a Multi, as of Multi.createFrom().publisher(…)");
        }
    }
}
