package org.acme.kit.error;

import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Fails while a parameter is read, in the way the parameter says. */
@Provider
public class FailingConverter implements ParamConverterProvider {

    record Converted(String failure) {}

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable ParamConverter<T> getConverter(Class<T> raw, Type generic, Annotation[] annotations) {
        return raw == Converted.class ? (ParamConverter<T>) new Converter() : null;
    }

    private static final class Converter implements ParamConverter<Converted> {
        @Override
        public Converted fromString(String failure) {
            throw (RuntimeException) Failing.with(failure);
        }

        @Override
        public String toString(Converted converted) {
            return converted.failure();
        }
    }
}
