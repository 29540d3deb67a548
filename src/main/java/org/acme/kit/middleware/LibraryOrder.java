package org.acme.kit.middleware;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.build.compatible.spi.AnnotationBuilder;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.ClassConfig;
import jakarta.enterprise.inject.build.compatible.spi.Enhancement;
import jakarta.ws.rs.RedirectionException;
import java.util.Map;
import org.acme.kit.error.BusinessFailure;

/** Internal: the build step that moves interceptors of libraries to their places in {@link ChainOrder}, if they are present. */
@RegisterForReflection( // SmallRye Fault Tolerance finds them by their names in the configuration
        targets = {BusinessFailure.class, CallEnded.class, RedirectionException.class})
public final class LibraryOrder implements BuildCompatibleExtension {

    private static final String TRANSACTIONAL =
            "io.quarkus.narayana.jta.runtime.interceptor.TransactionalInterceptor"; // one for each TxType

    private static final Map<String, Integer> PLACES = Map.of(
            "io.quarkus.opentelemetry.runtime.tracing.cdi.WithSpanInterceptor",
            ChainOrder.SPAN,
            "io.quarkus.cache.runtime.CacheResultInterceptor",
            ChainOrder.CACHE);

    /** Changes the priority of a class if it is one of these interceptors. */
    @Enhancement(types = Object.class, withSubtypes = true)
    public void place(ClassConfig type) {
        String name = type.info().name();
        Integer place = name.startsWith(TRANSACTIONAL) && type.info().hasAnnotation(Priority.class)
                ? Integer.valueOf(ChainOrder.TRANSACTION)
                : PLACES.get(name);
        if (place != null) {
            type.removeAnnotation(annotation -> annotation.name().equals(Priority.class.getName()));
            type.addAnnotation(AnnotationBuilder.of(Priority.class).value(place).build());
        }
    }
}
