package org.acme.kit.telemetry;

import java.util.Locale;
import java.util.regex.Pattern;

/** Internal: the name of a class in logs, metrics and problem types: {@code empty-string} for {@code EmptyString}. */
public final class DashedName {

    private static final Pattern WORD_START = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

    private DashedName() {}

    /** Returns the simple name of a class in lower case, with a dash before each word but the first. */
    public static String of(String className) {
        return WORD_START.matcher(className).replaceAll("-").toLowerCase(Locale.ROOT);
    }
}
