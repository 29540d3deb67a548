package org.acme.kit.error;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.validation.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.hibernate.validator.path.ContainerElementNode;
import org.hibernate.validator.path.PropertyNode;
import org.jspecify.annotations.Nullable;

/** The names of properties in JSON, where Jackson has other names than the code: by an annotation or a naming strategy. */
@Singleton
final class JsonNames {

    // Static, because violations are translated where no bean can be injected. Set once, when the service starts.
    private static volatile @Nullable JsonNames ofTheService;

    private final ObjectMapper json;
    // A body may break a constraint a million times; Jackson looks at each class anew.
    private final Map<Class<?>, Map<String, String>> known = new ConcurrentHashMap<>();

    JsonNames(ObjectMapper json) {
        this.json = json;
    }

    void start(@Observes StartupEvent start) {
        ofTheService = this;
    }

    /**
     * Returns the name that a property has in JSON.
     *
     * @param owner the object that has the property; null if it is not known
     * @param property the name in the code, which is the answer if Jackson knows no other
     */
    static String of(@Nullable Object owner, String property) {
        JsonNames names = ofTheService;
        return names == null || owner == null
                ? property
                : names.in(owner.getClass()).getOrDefault(property, property);
    }

    private Map<String, String> in(Class<?> type) {
        return known.computeIfAbsent(type, this::read);
    }

    private Map<String, String> read(Class<?> type) {
        try {
            return json.getDeserializationConfig().introspect(json.constructType(type)).findProperties().stream()
                    .collect(Collectors.toMap(
                            BeanPropertyDefinition::getInternalName,
                            BeanPropertyDefinition::getName,
                            (one, other) -> one));
        } catch (RuntimeException noJson) {
            // Jackson rejects some classes, which then come from no JSON.
            return Map.of();
        }
    }

    /** Returns the value that a node of a property path stands for; null if Hibernate Validator does not tell. */
    static @Nullable Object value(Path.Node node) {
        if (node instanceof PropertyNode property) {
            return property.getValue();
        }
        return node instanceof ContainerElementNode element ? element.getValue() : null;
    }

    /** Returns what a container has at the place that a node names. Elements of a set have no place. */
    static @Nullable Object element(@Nullable Object container, Path.Node node) {
        @Nullable Integer index = node.getIndex();
        if (container instanceof List<?> list && index != null) {
            return index < list.size() ? list.get(index) : null;
        }
        if (container instanceof Object[] array && index != null) {
            return index < array.length ? array[index] : null;
        }
        // Where Hibernate Validator goes through a container, the value of its node may be the element already.
        return container instanceof Map<?, ?> map && node.getKey() != null ? map.get(node.getKey()) : container;
    }
}
