package org.acme.kit.error;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A pointer into a JSON document, as a URI fragment: {@code #/items/0/name} (RFC 6901, section 6). Not thread-safe. */
final class JsonPointer {

    // The characters that a fragment holds unescaped (RFC 3986, section 3.5), besides letters and digits.
    private static final String PLAIN = "-._~!$&'()*+,;=:@?";

    private final StringBuilder text = new StringBuilder("#");

    /** Returns the pointer to the place where Jackson cannot read a document. */
    static JsonPointer of(JsonMappingException thrown) {
        JsonPointer pointer = new JsonPointer();
        for (Reference step : thrown.getPath()) {
            if (step.getFieldName() != null) {
                pointer.member(step.getFieldName());
            } else if (step.getIndex() >= 0) {
                pointer.element(step.getIndex());
            }
        }
        return pointer;
    }

    /** Appends a member of an object. */
    JsonPointer member(String name) {
        text.append('/');
        for (byte octet : name.replace("~", "~0").replace("/", "~1").getBytes(StandardCharsets.UTF_8)) {
            append(octet);
        }
        return this;
    }

    /** Appends an element of an array, counted from 0. */
    JsonPointer element(int index) {
        text.append('/').append(index);
        return this;
    }

    /**
     * Appends a node of a property path. Elements of a set have neither index nor key: the pointer stays at the set.
     *
     * @param owner the object that has the property, for the name in JSON; null for the name in the code
     */
    void follow(Path.Node node, @Nullable Object owner) {
        if (node.isInIterable() && node.getIndex() != null) {
            element(node.getIndex());
        } else if (node.isInIterable() && node.getKey() != null) {
            member(node.getKey().toString());
        }
        if (node.getKind() == ElementKind.PROPERTY && node.getName() != null) {
            member(Names.of(owner, node.getName()));
        }
    }

    private void append(byte octet) {
        boolean plain = octet >= '0' && octet <= '9'
                || octet >= 'A' && octet <= 'Z'
                || octet >= 'a' && octet <= 'z'
                || PLAIN.indexOf(octet) >= 0;
        if (plain) {
            text.append((char) octet);
        } else {
            text.append('%')
                    .append(Character.toUpperCase(Character.forDigit(octet >> 4 & 0xF, 16)))
                    .append(Character.toUpperCase(Character.forDigit(octet & 0xF, 16)));
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** The names of properties in JSON, where Jackson has other names than the code: by an annotation or a naming strategy. */
    @Singleton
    static final class Names {

        // Static, because violations are translated where no bean can be injected. Set once, when the service starts.
        private static volatile @Nullable Names ofTheService;

        private final ObjectMapper json;
        // A body may break a constraint a million times; Jackson looks at each class anew.
        private final Map<Class<?>, Map<String, String>> known = new ConcurrentHashMap<>();

        Names(ObjectMapper json) {
            this.json = json;
        }

        void start(@Observes StartupEvent start) {
            ofTheService = this;
        }

        /** Returns the name in JSON; the name in the code if the owner is not known, or if Jackson knows no other. */
        private static String of(@Nullable Object owner, String property) {
            Names names = ofTheService;
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
    }
}
