package org.acme.kit.telemetry;

import java.math.BigDecimal;

/**
 * Internal: a value in a log line that has a name: {@code name=value} in text, a field of its own in JSON.
 *
 * <p>Give it as a parameter of the message: {@code LOG.infof("placed %s", new Field("order", id))}.
 *
 * @param name what the value is called in JSON, camel case as the other fields
 * @param value an integer, long, double, decimal or boolean keeps its type, everything else becomes a string
 */
public record Field(String name, Object value) {

    /** Tells whether JSON has the value as it stands, without quotes; it has no infinity and no «not a number». */
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
