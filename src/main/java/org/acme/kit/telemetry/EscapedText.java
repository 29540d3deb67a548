package org.acme.kit.telemetry;

import java.nio.charset.StandardCharsets;

/** The size of a text as a JSON string in UTF-8, and the shortening of a text to such a size. */
final class EscapedText {

    private static final String ROOT_CAUSE = "\nCaused by: ";
    private static final String GAP = "\n[... %d characters left out ...]";

    private EscapedText() {}

    /** Returns how many bytes the text takes at most between its quotes, or its length if no line has so many. */
    static int bytes(String text) {
        if (text.length() > JsonLine.LONGEST) { // may be megabytes, which need no copy to be too long
            return text.length();
        }
        int bytes = 0;
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            bytes += bytes(octet);
        }
        return bytes;
    }

    /** Returns the head of a text that is too long; of a stack trace, also the head of its root cause. */
    static String shortened(String text, int longest) {
        int left = longest - GAP.length() - 12;
        int root = text.lastIndexOf(ROOT_CAUSE);
        if (root < 0) {
            return head(text, left, text.length());
        }
        String cause = text.substring(root);
        String end = bytes(cause) <= left / 2 ? cause : head(cause, left / 2 - GAP.length() - 12, cause.length());
        return head(text, left - bytes(end), root) + end;
    }

    private static String head(String text, int longest, int end) {
        // No character takes less than a byte.
        byte[] octets = text.substring(0, Math.min(end, longest + 1)).getBytes(StandardCharsets.UTF_8);
        int bytes = 0;
        int whole = 0; // where the last character begins
        for (int i = 0; i < octets.length; i++) {
            if ((octets[i] & 0xC0) != 0x80) {
                whole = i;
            }
            bytes += bytes(octets[i]);
            if (bytes > longest) {
                String head = new String(octets, 0, whole, StandardCharsets.UTF_8);
                return head + GAP.replace("%d", Integer.toString(end - head.length()));
            }
        }
        return text.substring(0, end);
    }

    /** Returns the bytes of one byte of UTF-8. Natively a loop over characters costs four times as much. */
    private static int bytes(byte octet) {
        if (octet == '"' || octet == '\\' || octet == '\n' || octet == '\t' || octet == '\r') {
            return 2;
        }
        return octet >= 0 && octet < ' ' ? 6 : 1;
    }
}
