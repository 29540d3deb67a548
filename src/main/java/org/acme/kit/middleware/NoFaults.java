package org.acme.kit.middleware;

import io.quarkus.rest.client.reactive.runtime.RestClientReactiveCDIWrapperBase;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.inject.build.compatible.spi.AnnotationBuilder;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.ClassConfig;
import jakarta.enterprise.inject.build.compatible.spi.DeclarationConfig;
import jakarta.enterprise.inject.build.compatible.spi.Enhancement;
import jakarta.enterprise.inject.build.compatible.spi.Types;
import jakarta.enterprise.lang.model.AnnotationInfo;
import jakarta.enterprise.lang.model.AnnotationMember;
import jakarta.enterprise.lang.model.types.Type;
import jakarta.ws.rs.RedirectionException;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.stream.Stream;
import org.acme.kit.error.BusinessFailure;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Fallback;

/**
 * Internal: the build step that adds what is no fault to {@code skipOn} of each {@code @CircuitBreaker} and {@code @Fallback}: a
 * refusal is an answer, and the end of its call no failure.
 *
 * <p>A key of the configuration for all methods would do the same, and hide what a service itself names in {@code skipOn}.
 * ({@code @Retry} says itself when: {@code @RetryWhen}.)
 */
// A service may name them in a key, with which SmallRye Fault Tolerance replaces the annotation's.
@RegisterForReflection(targets = {BusinessFailure.class, CallEnded.class, RedirectionException.class})
public final class NoFaults implements BuildCompatibleExtension {

    private static final String SKIP_ON = "skipOn";
    private static final List<Class<?>> NO_FAULTS =
            List.of(BusinessFailure.class, CallEnded.class, RedirectionException.class);

    /** Changes the annotations of a class and of its methods; Quarkus copies those of a client to a class that it generates. */
    // Without withAnnotations: for that Quarkus looks up every annotation of every class, and warns of each that is
    // absent.
    @Enhancement(
            types = {Object.class, RestClientReactiveCDIWrapperBase.class},
            withSubtypes = true)
    public void skip(ClassConfig type, Types types) {
        List<Type> noFaults = NO_FAULTS.stream().map(types::of).toList();
        Stream.concat(Stream.of(type), type.methods().stream()).forEach(place -> {
            skip(noFaults, place, CircuitBreaker.class);
            skip(noFaults, place, Fallback.class);
        });
    }

    private static void skip(List<Type> noFaults, DeclarationConfig place, Class<? extends Annotation> kind) {
        AnnotationInfo written = place.info().annotation(kind);
        if (written != null) {
            AnnotationBuilder more = AnnotationBuilder.of(kind);
            written.members().forEach((name, value) -> {
                if (name.equals(SKIP_ON)) {
                    Stream<Type> named = value.asArray().stream().map(AnnotationMember::asType);
                    more.member(name, Stream.concat(named, noFaults.stream()).toArray(Type[]::new));
                } else {
                    more.member(name, value);
                }
            });
            place.removeAnnotation(annotation -> annotation.name().equals(kind.getName()));
            place.addAnnotation(more.build());
        }
    }
}
