package org.acme.kit.middleware;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.build.compatible.spi.AnnotationBuilder;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.ClassConfig;
import jakarta.enterprise.inject.build.compatible.spi.Enhancement;
import java.util.Map;

/** Internal: the build step that moves interceptors of libraries to their places in {@link ChainOrder}, if they are present. */
public final class LibraryOrder implements BuildCompatibleExtension {

    /** The beginnings of the names of the interceptors, and their places. Narayana has one for each TxType. */
    private static final Map<String, Integer> PLACES = Map.ofEntries(
            Map.entry("io.quarkus.opentelemetry.runtime.tracing.cdi.WithSpanInterceptor", ChainOrder.SPAN),
            Map.entry("io.quarkus.arc.impl.LockInterceptor", ChainOrder.LOCK),
            Map.entry("io.quarkus.narayana.jta.runtime.interceptor.TransactionalInterceptor", ChainOrder.TRANSACTION),
            Map.entry("io.quarkus.hibernate.reactive.panache.common.runtime.With", ChainOrder.TRANSACTION),
            Map.entry(
                    "io.quarkus.hibernate.reactive.panache.common.runtime.ReactiveTransactional",
                    ChainOrder.TRANSACTION),
            Map.entry("io.quarkus.cache.runtime.CacheInvalidateAllInterceptor", ChainOrder.INVALIDATE_ALL),
            Map.entry("io.quarkus.cache.runtime.CacheInvalidateInterceptor", ChainOrder.INVALIDATE),
            Map.entry("io.quarkus.cache.runtime.CacheResultInterceptor", ChainOrder.CACHE),
            Map.entry(
                    "io.quarkus.infinispan.client.runtime.cache.CacheInvalidateAllInterceptor",
                    ChainOrder.INVALIDATE_ALL),
            Map.entry("io.quarkus.infinispan.client.runtime.cache.CacheInvalidateInterceptor", ChainOrder.INVALIDATE),
            Map.entry("io.quarkus.infinispan.client.runtime.cache.CacheResultInterceptor", ChainOrder.CACHE));

    /** Changes the priority of a class if it is one of these interceptors. */
    @Enhancement(types = Object.class, withSubtypes = true)
    public void place(ClassConfig type) {
        if (type.info().hasAnnotation(Priority.class)) {
            PLACES.forEach((name, place) -> {
                if (type.info().name().startsWith(name)) {
                    type.removeAnnotation(annotation -> annotation.name().equals(Priority.class.getName()));
                    type.addAnnotation(
                            AnnotationBuilder.of(Priority.class).value(place).build());
                }
            });
        }
    }
}
