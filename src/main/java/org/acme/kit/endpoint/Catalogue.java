package org.acme.kit.endpoint;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Bean;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.acme.kit.deadline.Deadlines;
import org.acme.kit.middleware.Chains;
import org.acme.kit.middleware.EndpointBean;
import org.acme.kit.middleware.EndpointMeters;
import org.acme.kit.middleware.InFlightLimits;
import org.jspecify.annotations.Nullable;

/** Internal: the list of the endpoints of this service, read from the CDI container. Thread-safe. */
@ApplicationScoped
public class Catalogue {

    /**
     * The description of one endpoint of this service. Immutable.
     *
     * @param name the name in logs and metrics
     * @param request the request type, as in the source, without packages
     * @param response the response type, as in the source, without packages
     * @param chain the simple names of the annotations that surround the endpoint, outermost first
     * @param limit how many of its calls may be in flight, at least 1
     * @param deadlineMs how long a call may take, in milliseconds; null for a stream
     */
    @RegisterForReflection // written by a route, which Quarkus does not scan for entities
    public record ListedEndpoint(
            String name,
            String request,
            String response,
            List<String> chain,
            int limit,
            @Nullable Long deadlineMs) {}

    private final Instance<Endpoint<?, ?>> endpoints;
    private final Chains chains;
    private final InFlightLimits limits;
    private final Deadlines deadlines;

    Catalogue(@Any Instance<Endpoint<?, ?>> endpoints, Chains chains, InFlightLimits limits, Deadlines deadlines) {
        this.endpoints = endpoints;
        this.chains = chains;
        this.limits = limits;
        this.deadlines = deadlines;
    }

    /** Returns the endpoints, sorted by name. */
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

    /** Returns the response type of each endpoint, by the class of the endpoint. */
    Map<Class<?>, Type> responses() {
        return beans().map(Instance.Handle::getBean)
                .collect(Collectors.toMap(Bean::getBeanClass, bean -> types(bean)[1]));
    }

    /** Registers the metrics of all endpoints, also of those that have not been called yet. */
    void register(@Observes StartupEvent start, EndpointMeters meters) {
        beans().map(Instance.Handle::getBean).forEach(meters::register);
    }

    private Stream<? extends Instance.Handle<Endpoint<?, ?>>> beans() {
        // Clients and tests may have beans of type Endpoint without the stereotype, and so without the chain.
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
                chains.of(endpoint.getBean().getBeanClass()),
                limits.of(bean.name()),
                bean.isStream() ? null : deadlines.of(bean.name()).toMillis());
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

    /** Returns the name of a type as in the source, without packages. */
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
