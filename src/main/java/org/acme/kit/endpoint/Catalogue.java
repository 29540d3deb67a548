package org.acme.kit.endpoint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.acme.kit.deadline.Deadlines;
import org.acme.kit.middleware.Chain;
import org.acme.kit.middleware.EndpointBean;
import org.acme.kit.middleware.InFlightLimits;

/** Internal: lists the endpoints of this service as the container knows them. */
@ApplicationScoped
public class Catalogue {

    private final Instance<Endpoint<?, ?>> endpoints;
    private final BeanManager container;
    private final InFlightLimits limits;
    private final Deadlines deadlines;

    Catalogue(@Any Instance<Endpoint<?, ?>> endpoints, BeanManager container, InFlightLimits limits, Deadlines deadlines) {
        this.endpoints = endpoints;
        this.container = container;
        this.limits = limits;
        this.deadlines = deadlines;
    }

    /** Returns the endpoints in the order of their names. */
    public List<ListedEndpoint> endpoints() {
        return beans().map(this::describe)
                .sorted(Comparator.comparing(ListedEndpoint::name))
                .toList();
    }

    /** Returns the names of the endpoints, in no order. */
    public List<String> names() {
        return beans().map(endpoint -> EndpointBean.of(endpoint.getBean()).name())
                .toList();
    }

    /** Returns the names of the endpoints that answer streams, in no order. */
    List<String> streams() {
        return beans().map(endpoint -> EndpointBean.of(endpoint.getBean()))
                .filter(EndpointBean::isStream)
                .map(EndpointBean::name)
                .toList();
    }

    /** Returns what the endpoints answer, by their classes. */
    Map<Class<?>, Type> responses() {
        return beans().map(Instance.Handle::getBean)
                .collect(Collectors.toMap(Bean::getBeanClass, bean -> types(bean)[1]));
    }

    private Stream<? extends Instance.Handle<Endpoint<?, ?>>> beans() {
        // Only these have the chain, and so can be asked for it.
        return endpoints
                .handlesStream()
                .filter(endpoint -> endpoint.getBean().getStereotypes().contains(ServerEndpoint.class));
    }

    private ListedEndpoint describe(Instance.Handle<Endpoint<?, ?>> endpoint) {
        Type[] types = types(endpoint.getBean());
        EndpointBean bean = EndpointBean.of(endpoint.getBean());
        return new ListedEndpoint(
                bean.name(),
                nameOf(types[0]),
                nameOf(types[1]),
                chain(endpoint.getBean()),
                limits.of(bean.name()),
                bean.isStream() ? null : deadlines.of(bean.name()).toMillis());
    }

    /** Asks an instance made for this: that of a scope may not be there, as outside of a request. */
    private <T extends Endpoint<?, ?>> List<String> chain(Bean<T> endpoint) {
        CreationalContext<T> context = container.createCreationalContext(endpoint);
        T instance = endpoint.create(context);
        try {
            return Chain.of(() -> instance.call(null), container);
        } finally {
            endpoint.destroy(instance, context);
        }
    }

    private static Type[] types(Bean<?> endpoint) {
        return endpoint.getTypes().stream()
                .filter(ParameterizedType.class::isInstance)
                .map(ParameterizedType.class::cast)
                .filter(type -> type.getRawType() == Endpoint.class)
                .map(ParameterizedType::getActualTypeArguments)
                .findFirst()
                .orElseThrow();
    }

    /** Names a type as the source does, without packages. */
    private static String nameOf(Type type) {
        if (type instanceof ParameterizedType generic) {
            List<String> arguments = Stream.of(generic.getActualTypeArguments())
                    .map(Catalogue::nameOf)
                    .toList();
            return nameOf(generic.getRawType()) + "<" + String.join(", ", arguments) + ">";
        }
        return type instanceof Class<?> plain ? plain.getSimpleName() : type.getTypeName();
    }
}
