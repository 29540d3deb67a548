package org.acme.kit.telemetry;

/** The size of a text as a JSON string in UTF-8, and the shortening of a text to such a size. */
final class EscapedText {

    private static final String ROOT_CAUSE = "\nCaused by: ";
    private static final String GAP = "\n[... %d characters left out ...]";

    private EscapedText() {}

    /** Returns how many bytes the text takes at most between its quotes. */
    static int bytes(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            bytes += bytes(text.charAt(i));
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
        int bytes = 0;
        for (int i = 0; i < end; i++) {
            bytes += bytes(text.charAt(i));
            if (bytes > longest) {
                int cut = i > 0 && Character.isLowSurrogate(text.charAt(i)) ? i - 1 : i;
                return text.substring(0, cut) + GAP.replace("%d", Integer.toString(end - cut));
            }
        }
        return text.substring(0, end);
    }

    private static int bytes(char each) {
        if (each == '"' || each == '\\' || each == '\n' || each == '\t' || each == '\r') {
            return 2;
        }
        if (each < ' ') {
            return 6;
        }
        return each < 0x80 ? 1 : each < 0x800 || Character.isSurrogate(each) ? 2 : 3;
    }
}
