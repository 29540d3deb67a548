package org.acme.kit.error;

import java.nio.charset.StandardCharsets;

/** A pointer into a JSON document, as a URI fragment: {@code #/items/0/name} (RFC 6901, section 6). Not thread-safe. */
final class JsonPointer {

    // The characters that a fragment holds unescaped (RFC 3986, section 3.5), besides letters and digits.
    private static final String PLAIN = "-._~!$&'()*+,;=:@?";

    private final StringBuilder text = new StringBuilder("#");

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
}
