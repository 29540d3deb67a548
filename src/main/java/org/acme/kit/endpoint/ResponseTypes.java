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
 * Stops the start if an endpoint answers with something that comes later and is neither a {@code Uni} nor a {@code Multi}. Quarkus REST takes these too, so
 * nobody would notice that the chain takes the promise for the answer: logged as well done, measured and limited for no time.
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
