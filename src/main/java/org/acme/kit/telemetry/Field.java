package org.acme.kit.telemetry;

import java.math.BigDecimal;

/**
 * Internal: a named value in a log line: {@code name=value} in text, a field of its own in JSON.
 *
 * <p>Give it as a parameter of the message: {@code LOG.infof("placed %s", new Field("order", id))}.
 *
 * @param name the name of the value, camel case like the other fields
 * @param value an integer, long, double, decimal or boolean keeps its type in JSON, everything else becomes a string
 */
public record Field(String name, Object value) {

    /** Tells whether JSON can hold the value without quotes; it has no infinity and no «not a number». */
    boolean isLiteral() {
        return value instanceof Double number
                ? Double.isFinite(number)
                : value instanceof Integer
                        || value instanceof Long
                        || value instanceof BigDecimal
                        || value instanceof Boolean;
    }

    @Override
    public String toString() {
        return name + "=" + value;
    }
}
