package org.acme.kit.discovery;

import static org.acme.kit.discovery.RealDnsServer.KNOT;
import static org.acme.kit.discovery.RealDnsTable.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.acme.kit.discovery.ServiceLookup.Found;
import org.junit.jupiter.api.Test;

/** As many records as a message of DNS can carry: 64 KB, over TCP. (BIND takes 100 of a name, until max-records-per-type says more.) */
interface RealDnsMany {

    int MANY = 2000;

    /** Each at a host of its own, whose address is not in the answer: there is no room for it. */
    @Test
    default void findsTwoThousandInstances() {
        row(MANY + " targets over TCP", KNOT, () -> {
            add("update add _http._tcp.many.test. 60 SRV 0 0 %1$d h%1$d.test.");
            add("update add h%1$d.test. 60 A 127.1.%2$d.%3$d");
            Map<String, String> attributes = Map.of("timeout", "2s");

            RealDnsLookups.find(KNOT, "_http._tcp.many.test", attributes);
            long before = used();
            Found[] found = new Found[1];
            Duration took = Await.timed(() -> found[0] = RealDnsLookups.find(KNOT, "_http._tcp.many.test", attributes));

            assertThat(found[0].nodes()).hasSize(MANY).doesNotHaveDuplicates();
            assertThat(found[0].dropped()).isEmpty();
            return took.toMillis() + " ms, " + Math.max(0, used() - before) / 1024 + " KB";
        });
    }

    private static void add(String line) {
        int batch = 500; // a message of updates ends at 64 KB as well
        for (int first = 1; first <= MANY; first += batch) {
            List<String> lines = IntStream.range(first, first + batch)
                    .mapToObj(number -> line.formatted(number, number / 250, 1 + number % 250))
                    .toList();
            RealDnsLab.updateLines(KNOT, lines.toArray(String[]::new));
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
