package org.acme.kit.middleware;

import jakarta.enterprise.inject.build.compatible.spi.BeanInfo;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.InterceptorInfo;
import jakarta.enterprise.inject.build.compatible.spi.Registration;
import jakarta.enterprise.inject.build.compatible.spi.Synthesis;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticBeanBuilder;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticComponents;
import jakarta.enterprise.inject.spi.InterceptionType;
import jakarta.enterprise.lang.model.AnnotationInfo;
import jakarta.enterprise.lang.model.declarations.ClassInfo;
import jakarta.enterprise.lang.model.declarations.MethodInfo;
import jakarta.enterprise.lang.model.types.Type;
import jakarta.inject.Singleton;
import jakarta.interceptor.InterceptorBinding;
import jakarta.validation.Constraint;
import jakarta.validation.Valid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Internal: the build step that records which annotations surround each endpoint: those of {@code call}, of the class and of its
 * stereotypes.
 */
public final class ChainRecorder implements BuildCompatibleExtension {

    private static final String CONSTRAINED = "io.quarkus.hibernate.validator.runtime.interceptor.MethodValidated";

    private final List<InterceptorInfo> interceptors = new ArrayList<>();
    private final List<BeanInfo> endpoints = new ArrayList<>();

    /** Collects the interceptors and the endpoints. */
    @Registration(types = Object.class)
    public void collect(BeanInfo bean) {
        if (bean.isInterceptor()) {
            interceptors.add(bean.asInterceptor());
        } else if (bean.isClassBean() && bean.types().stream().anyMatch(ChainRecorder::isEndpoint)) {
            endpoints.add(bean);
        }
    }

    /** Creates the {@link Chains} bean, from which the recorded annotations are read. */
    @Synthesis
    public void record(SyntheticComponents components) {
        SyntheticBeanBuilder<Chains> chains = components
                .addBean(Chains.class)
                .type(Chains.class)
                .scope(Singleton.class)
                .createWith(Chains.Creator.class)
                .withParam(
                        Chains.ENDPOINTS,
                        endpoints.stream().map(BeanInfo::declaringClass).toArray(ClassInfo[]::new));
        endpoints.forEach(endpoint -> chains.withParam(
                endpoint.declaringClass().name(), bindingsOf(endpoint).toArray(AnnotationInfo[]::new)));
    }

    private Collection<AnnotationInfo> bindingsOf(BeanInfo endpoint) {
        Map<String, AnnotationInfo> bindings = new LinkedHashMap<>(); // one per type: the method's overrides
        Set<String> seen = new HashSet<>();
        calls(endpoint).forEach(call -> {
            collect(call.annotations(), bindings, seen);
            if (isConstrained(call)) {
                constraints().forEach(binding -> bindings.putIfAbsent(binding.name(), binding));
            }
        });
        collect(endpoint.declaringClass().annotations(), bindings, seen);
        return bindings.values();
    }

    private void collect(Collection<AnnotationInfo> annotations, Map<String, AnnotationInfo> found, Set<String> seen) {
        annotations.stream().flatMap(ChainRecorder::repeated).forEach(annotation -> {
            if (seen.add(annotation.name())) {
                binding(annotation).ifPresent(binding -> found.put(binding.name(), binding));
                collect(annotation.declaration().annotations(), found, seen); // a stereotype, or a binding on a binding
            }
        });
    }

    /**
     * Returns the binding that an annotation is, if any; where the members differ, as the interceptor declares it. Libraries
     * ignore members such as roles, but the run-time API compares all members.
     */
    private Optional<AnnotationInfo> binding(AnnotationInfo annotation) {
        List<AnnotationInfo> same = aroundInvoke()
                .flatMap(interceptor -> interceptor.interceptorBindings().stream())
                .filter(binding -> binding.name().equals(annotation.name()))
                .toList();
        if (same.isEmpty() || same.contains(annotation)) {
            boolean isBinding = !same.isEmpty() || annotation.declaration().hasAnnotation(InterceptorBinding.class);
            return isBinding ? Optional.of(annotation) : Optional.empty();
        }
        return Optional.of(same.get(0));
    }

    /** Returns the binding that the build adds to methods with constraints; it is in no source. */
    private Stream<AnnotationInfo> constraints() {
        return aroundInvoke()
                .flatMap(interceptor -> interceptor.interceptorBindings().stream())
                .filter(binding -> binding.name().equals(CONSTRAINED));
    }

    private Stream<InterceptorInfo> aroundInvoke() {
        return interceptors.stream().filter(interceptor -> interceptor.intercepts(InterceptionType.AROUND_INVOKE));
    }

    private static boolean isConstrained(MethodInfo call) {
        return Stream.concat(
                        call.annotations().stream(),
                        call.parameters().stream().flatMap(parameter -> parameter.annotations().stream()))
                .anyMatch(annotation -> annotation.name().equals(Valid.class.getName())
                        || annotation.declaration().hasAnnotation(Constraint.class));
    }

    /** Returns the endpoint's function, found by its parameter among the methods named {@code call}. */
    private static Stream<MethodInfo> calls(BeanInfo endpoint) {
        List<Type> requests = endpoint.types().stream()
                .filter(ChainRecorder::isEndpoint)
                .map(type -> type.asParameterizedType().typeArguments().get(0))
                .toList();
        return endpoint.declaringClass().methods().stream()
                .filter(method -> method.name().equals("call")
                        && method.parameters().size() == 1
                        && requests.stream().anyMatch(request -> takes(method, request)));
    }

    private static boolean takes(MethodInfo method, Type request) {
        Type parameter = method.parameters().get(0).type();
        return parameter.isTypeVariable() || raw(parameter).equals(raw(request));
    }

    private static boolean isEndpoint(Type type) {
        return type.isParameterizedType() && EndpointBean.isEndpoint(raw(type));
    }

    private static String raw(Type type) {
        if (type.isParameterizedType()) {
            return type.asParameterizedType().genericClass().declaration().name();
        }
        return type.isClass() ? type.asClass().declaration().name() : type.toString();
    }

    /** Returns the members of a container of repeated annotations, or else the annotation itself. */
    private static Stream<AnnotationInfo> repeated(AnnotationInfo annotation) {
        return annotation.hasValue()
                        && annotation.value().isArray()
                        && annotation.value().asArray().stream().anyMatch(member -> member.isNestedAnnotation())
                ? annotation.value().asArray().stream().map(member -> member.asNestedAnnotation())
                : Stream.of(annotation);
    }
}
