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
 * Internal: what the interceptors of the chain know of the endpoint that they surround. Thread-safe.
 *
 * <p>The container surrounds every method of the class. Only {@code call} is the endpoint; the other methods pass.
 */
public final class EndpointBean {

    private static final String SUFFIX = "-endpoint";
    private static final Type[] UNKNOWN = {Object.class, Object.class};

    private final String name;
    private final boolean endpoint;
    private final Class<?> request;
    private final Class<?> response;
    private volatile @Nullable Method call; // the container has one object for each method

    private EndpointBean(Class<?> type, boolean endpoint, Type request, Type response) {
        this.name = nameOf(type.getSimpleName());
        this.endpoint = endpoint;
        this.request = raw(request);
        this.response = raw(response);
    }

    /** Returns what is known of a bean; the methods of one that is no endpoint are all calls. */
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

    /** Tells whether the endpoint has no input: its request is {@code Void}, and null is right. */
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

    /** Knows the interface by its name: its package uses this one. */
    static boolean isEndpoint(String type) {
        return type.endsWith(".kit.endpoint.Endpoint");
    }

    private static Class<?> raw(Type type) {
        Type raw = type instanceof ParameterizedType generic ? generic.getRawType() : type;
        return raw instanceof Class<?> known ? known : Object.class;
    }
}
