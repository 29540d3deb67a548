package org.acme.kit.telemetry;

/**
 * Is a value in a log line that has a name: {@code name=value} in text, a field of its own in JSON.
 *
 * <p>Give it as a parameter of the message: {@code LOG.infof("placed %s", new Field("order", id))}.
 *
 * @param name what the value is called in JSON, camel case as the other fields
 * @param value a number or a boolean keeps its type, everything else becomes a string
 */
public record Field(String name, Object value) {

    @Override
    public String toString() {
        return name + "=" + value;
    }
}
