package org.acme.kit.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The strict reading of JSON, unless {@code kit.strict-json.enabled} is false. A number is no text, and a text no number; 1.5 is
 * no whole number; a number is no constant of an enum; a name occurs once in an object; nothing follows the document. Jackson
 * would guess, and callers would come to rely on it.
 *
 * <p>Unknown names are ignored, as in Quarkus and Go: callers may be newer than this service.
 */
@Singleton
class StrictJson implements ObjectMapperCustomizer {

    private final boolean enabled;

    StrictJson(@ConfigProperty(name = "kit.strict-json.enabled") boolean enabled) {
        this.enabled = enabled;
    }

    @Override
    public void customize(ObjectMapper mapper) {
        if (!enabled) {
            return;
        }
        mapper.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        mapper.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS);
        mapper.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
        mapper.setConfig(mapper.getDeserializationConfig().without(MapperFeature.ALLOW_COERCION_OF_SCALARS));
        mapper.coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    }
}
