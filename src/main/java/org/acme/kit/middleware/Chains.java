package org.acme.kit.middleware;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.build.compatible.spi.Parameters;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticBeanCreator;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.InterceptionType;
import jakarta.enterprise.inject.spi.Interceptor;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Internal: the annotations that surround each endpoint. {@link ChainRecorder} records them, the CDI container orders them.
 * Thread-safe.
 *
 * <p>An annotation of a library whose extension is absent surrounds nothing: {@code Transactional} without transactions, for
 * example.
 */
public final class Chains {

    static final String ENDPOINTS = "endpoints";

    private final Map<Class<?>, Annotation[]> bindings;
    private final BeanManager container;

    Chains(Map<Class<?>, Annotation[]> bindings, BeanManager container) {
        this.bindings = bindings;
        this.container = container;
    }

    /**
     * Returns the simple names of the annotations that surround an endpoint, outermost first. Annotations that one interceptor
     * serves are sorted by name.
     */
    public List<String> of(Class<?> endpoint) {
        List<Annotation> known = new ArrayList<>();
        Map<Class<?>, List<Interceptor<?>>> servedBy = new HashMap<>();
        for (Annotation binding : bindings.get(endpoint)) {
            // Not by isInterceptorBinding: that of ArC 3.33 looks at the annotation alone.
            try {
                servedBy.put(binding.annotationType(), interceptors(binding));
                known.add(binding);
            } catch (IllegalArgumentException noExtensionRegistersIt) {
                continue;
            }
        }
        return interceptors(known.toArray(Annotation[]::new)).stream()
                .flatMap(interceptor -> namesOf(interceptor, servedBy))
                .distinct()
                .toList();
    }

    private List<Interceptor<?>> interceptors(Annotation... surrounding) {
        return surrounding.length == 0
                ? List.of()
                : container.resolveInterceptors(InterceptionType.AROUND_INVOKE, surrounding);
    }

    /** Returns the names of the annotations that brought an interceptor; its own bindings only if no other stands for them. */
    private static Stream<String> namesOf(Interceptor<?> interceptor, Map<Class<?>, List<Interceptor<?>>> servedBy) {
        Set<Class<?>> own = interceptor.getInterceptorBindings().stream()
                .map(Annotation::annotationType)
                .collect(toSet());
        Set<Class<?>> standIns = servedBy.entrySet().stream()
                .filter(binding -> !own.contains(binding.getKey()))
                .filter(binding -> binding.getValue().contains(interceptor))
                .map(Map.Entry::getKey)
                .collect(toSet());
        return (standIns.isEmpty() ? own : standIns)
                .stream().map(Class::getSimpleName).sorted();
    }

    /** The creator of the bean, from the recorded annotations. */
    public static final class Creator implements SyntheticBeanCreator<Chains> {

        @Override
        public Chains create(Instance<Object> beans, Parameters recorded) {
            return new Chains(
                    Arrays.stream(recorded.get(ENDPOINTS, Class[].class))
                            .collect(toMap(
                                    endpoint -> (Class<?>) endpoint,
                                    endpoint -> recorded.get(endpoint.getName(), Annotation[].class))),
                    beans.select(BeanManager.class).get());
        }
    }
}
