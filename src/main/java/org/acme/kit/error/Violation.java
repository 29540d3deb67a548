package org.acme.kit.error;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Says what is wrong with one part of a request, never what was sent (RFC 9457, section 3, has the same example).
 *
 * @param pointer the part of the body, a JSON pointer as URI fragment (RFC 6901, section 6); null if it is not in the body
 * @param parameter the name of the parameter, null if it is a part of the body
 * @param in where the parameter is: path, query, header, cookie or form; null if that is not known
 * @param detail what it must be
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Violation(
        @Nullable String pointer,
        @Nullable String parameter,
        @Nullable String in,
        String detail) implements Comparable<Violation> {

    private static final Comparator<Violation> ORDER = Comparator.comparing(
                    Violation::pointer, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Violation::parameter, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Violation::detail);

    /** Speaks of a part of the body. */
    static Violation at(JsonPointer pointer, String detail) {
        return new Violation(pointer.toString(), null, null, detail);
    }

    /** Speaks of a parameter in path, query or header. */
    static Violation of(String parameter, @Nullable String in, String detail) {
        return new Violation(null, parameter, in, detail);
    }

    @Override
    public int compareTo(Violation other) {
        return ORDER.compare(this, other);
    }
}
