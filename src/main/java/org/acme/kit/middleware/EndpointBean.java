package org.acme.kit.middleware;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import org.acme.kit.telemetry.DashedName;
import org.jspecify.annotations.Nullable;

/**
 * Internal: the endpoint that an interceptor of the chain surrounds: its name, its request and its response. Thread-safe.
 *
 * <p>The container surrounds every method of the class. Only {@code call} is the endpoint; the chain ignores other methods.
 */
public final class EndpointBean {

    private static final String SUFFIX = "-endpoint";
    private static final Type[] UNKNOWN = {Object.class, Object.class};

    private final String name;
    private final boolean endpoint;
    private final Class<?> request;
    private final Class<?> response;
    private volatile @Nullable Method call; // cached: the container has one object for each method

    private EndpointBean(Class<?> type, boolean endpoint, Type request, Type response) {
        this.name = nameOf(type.getSimpleName());
        this.endpoint = endpoint;
        this.request = raw(request);
        this.response = raw(response);
    }

    /** Returns the description of a bean. Of a bean that is no endpoint, every method is a call. */
    public static EndpointBean of(Bean<?> bean) {
        return bean.getTypes().stream()
                .filter(EndpointBean::isEndpoint)
                .map(type -> ((ParameterizedType) type).getActualTypeArguments())
                .findFirst()
                .map(types -> new EndpointBean(bean.getBeanClass(), true, types[0], types[1]))
                .orElseGet(() -> new EndpointBean(bean.getBeanClass(), false, UNKNOWN[0], UNKNOWN[1]));
    }

    /** Returns the name in logs and metrics, after the class: {@code PlaceOrderEndpoint} is {@code place-order}. */
    public String name() {
        return name;
    }

    /** Tells whether the endpoint has no input: its request is {@code Void}, and null is valid. */
    public boolean takesNothing() {
        return request == Void.class;
    }

    /** Tells whether the endpoint answers a {@code Multi}. */
    public boolean isStream() {
        return Multi.class.isAssignableFrom(response);
    }

    /** Tells whether the method that is being invoked is the endpoint's function. */
    public boolean isCall(InvocationContext invocation) {
        Method method = invocation.getMethod();
        if (method == call) {
            return true;
        }
        boolean matches = !endpoint
                || method.getName().equals("call")
                        && method.getParameterCount() == 1
                        && method.getParameterTypes()[0].isAssignableFrom(request);
        if (matches) {
            call = method;
        }
        return matches;
    }

    static boolean isLater(InvocationContext invocation) {
        return invocation.getMethod().getReturnType() == Uni.class;
    }

    static String nameOf(String className) {
        String words = DashedName.of(className);
        return words.endsWith(SUFFIX) ? words.substring(0, words.length() - SUFFIX.length()) : words;
    }

    private static boolean isEndpoint(Type type) {
        return type instanceof ParameterizedType generic
                && isEndpoint(generic.getRawType().getTypeName());
    }

    /** Recognises the interface by its name: its package depends on this one, and not the other way round. */
    static boolean isEndpoint(String type) {
        return type.endsWith(".kit.endpoint.Endpoint");
    }

    private static Class<?> raw(Type type) {
        Type raw = type instanceof ParameterizedType generic ? generic.getRawType() : type;
        return raw instanceof Class<?> known ? known : Object.class;
    }
}
