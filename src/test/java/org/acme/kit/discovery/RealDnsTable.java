package org.acme.kit.discovery;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Collects what each server did in each case, to be printed in the end. */
final class RealDnsTable {

    private static final Map<String, Map<RealDnsServer, String>> ROWS = new LinkedHashMap<>();

    private RealDnsTable() {}

    /** Runs a case; it returns its outcome in a word or two, or throws. */
    static void row(String what, RealDnsServer server, Supplier<String> proof) {
        Map<RealDnsServer, String> row = ROWS.computeIfAbsent(what, key -> new EnumMap<>(RealDnsServer.class));
        row.put(server, "FAILED");
        row.put(server, proof.get());
    }

    static void print() {
        StringBuilder table = new StringBuilder(line("case", RealDnsServer::name));
        ROWS.forEach((what, row) -> table.append(line(what, server -> row.getOrDefault(server, "-"))));
        System.out.print(table);
    }

    private static String line(String what, Function<RealDnsServer, String> cell) {
        StringBuilder line = new StringBuilder("| %-34s".formatted(what));
        for (RealDnsServer server : RealDnsServer.values()) {
            line.append(" | %-18s".formatted(cell.apply(server)));
        }
        return line.append(" |").append(System.lineSeparator()).toString();
    }
}
