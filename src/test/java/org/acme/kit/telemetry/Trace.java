package org.acme.kit.telemetry;

import static java.util.stream.Collectors.toMap;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** A trace that a caller has begun, as W3C Trace Context has it. */
public final class Trace {

    private final byte[] id = random(16);
    private final byte[] callersSpan = random(8);

    /** Returns the id of the trace in hexadecimal. */
    public String id() {
        return hex(id);
    }

    /** Returns the header {@code traceparent} of the caller, who samples. */
    public String parent() {
        return parent(ByteString.copyFrom(callersSpan));
    }

    /** Returns the header {@code traceparent} of a call that is made in a span. */
    public String parent(Span span) {
        return parent(span.getSpanId());
    }

    public ByteString callersSpan() {
        return ByteString.copyFrom(callersSpan);
    }

    boolean has(Span span) {
        return span.getTraceId().equals(ByteString.copyFrom(id));
    }

    public static Map<String, String> tags(Span span) {
        return tags(span.getAttributesList());
    }

    public static Map<String, String> tags(Span.Event event) {
        return tags(event.getAttributesList());
    }

    public static List<Span.Event> events(Span span, String name) {
        return span.getEventsList().stream()
                .filter(event -> event.getName().equals(name))
                .toList();
    }

    private static Map<String, String> tags(List<KeyValue> attributes) {
        return attributes.stream().collect(toMap(KeyValue::getKey, tag -> text(tag.getValue())));
    }

    private static String text(AnyValue value) {
        return value.hasIntValue() ? String.valueOf(value.getIntValue()) : value.getStringValue();
    }

    private String parent(ByteString span) {
        return "00-" + hex(id) + "-" + hex(span.toByteArray()) + "-01";
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        ThreadLocalRandom.current().nextBytes(bytes);
        return bytes;
    }
}
