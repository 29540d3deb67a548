package org.acme.kit.middleware;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.quarkus.arc.impl.ArcContainerImpl;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.InterceptionType;
import jakarta.enterprise.inject.spi.Interceptor;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Internal: reads through what the calls of an endpoint pass.
 *
 * <p>What surrounds a method is known to the container alone: annotations of the class, of its stereotype and of the method,
 * and what extensions make of them during the build. It tells each call of it, and so one call is made that asks.
 */
public final class Chain {

    private static final ThreadLocal<Chain> ASKED = new ThreadLocal<>();

    private Set<Annotation> bindings = Set.of();

    private Chain() {}

    /**
     * Returns the annotations that surround an endpoint, outermost first; those that one interceptor serves by name.
     *
     * @param call calls an endpoint that is {@link Listed}, with null for the request; it will not get further than that
     */
    public static List<String> of(Runnable call, BeanManager container) {
        Chain chain = new Chain();
        ASKED.set(chain);
        try {
            call.run();
        } finally {
            ASKED.remove();
        }
        return chain.names(container);
    }

    static boolean isAsked() {
        return ASKED.get() != null;
    }

    static void answer(Set<Annotation> bindings) {
        ASKED.get().bindings = bindings;
    }

    /** Not by {@link BeanManager#resolveInterceptors}, which also compares members that the build left out, as roles. */
    private List<String> names(BeanManager container) {
        Map<Class<?>, List<Interceptor<?>>> servedBy = servedBy(container);
        return ArcContainerImpl.instance().getInterceptors().stream()
                .filter(interceptor -> interceptor.intercepts(InterceptionType.AROUND_INVOKE))
                .filter(interceptor -> servedBy.keySet().containsAll(typesOf(interceptor.getInterceptorBindings())))
                .flatMap(interceptor -> namesOf(interceptor, servedBy))
                .filter(name ->
                        !name.equals(Listed.class.getSimpleName())) // it answers this, and does nothing for calls
                .distinct()
                .toList();
    }

    /** Asked once for each: the container compares every interceptor for an answer, and a service asks when it starts. */
    private Map<Class<?>, List<Interceptor<?>>> servedBy(BeanManager container) {
        return bindings.stream()
                .collect(toMap(
                        Annotation::annotationType,
                        binding -> container.resolveInterceptors(InterceptionType.AROUND_INVOKE, binding),
                        (one, again) -> one));
    }

    /** Names the annotations that brought an interceptor: its own binding only if no other stands for it. */
    private static Stream<String> namesOf(Interceptor<?> interceptor, Map<Class<?>, List<Interceptor<?>>> servedBy) {
        Set<Class<?>> own = typesOf(interceptor.getInterceptorBindings());
        Set<Class<?>> standIns = servedBy.entrySet().stream()
                .filter(binding -> !own.contains(binding.getKey()))
                .filter(binding -> binding.getValue().contains(interceptor))
                .map(Map.Entry::getKey)
                .collect(toSet());
        return (standIns.isEmpty() ? own : standIns)
                .stream().map(Class::getSimpleName).sorted();
    }

    private static Set<Class<?>> typesOf(Set<Annotation> annotations) {
        return annotations.stream().map(Annotation::annotationType).collect(toSet());
    }
}
