package org.acme.kit.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NameserversTest {

    private static final List<InetSocketAddress> SERVERS = List.of(new InetSocketAddress("192.0.2.53", 53));

    @Test
    void searchesNamesWithFewDotsFirst() {
        assertThat(searching(2).candidates("a.b")).containsExactly("a.b.x.test.", "a.b.y.test.", "a.b.");
    }

    @Test
    void takesNamesWithEnoughDotsLiterallyFirst() {
        assertThat(searching(1).candidates("a.b")).containsExactly("a.b.", "a.b.x.test.", "a.b.y.test.");
        assertThat(searching(0).candidates("a")).containsExactly("a.", "a.x.test.", "a.y.test.");
    }

    @Test
    void searchesNoAbsoluteName() {
        assertThat(searching(15).candidates("a.b.")).containsExactly("a.b.");
    }

    @Property
    void triesTheLiteralNameAndEveryDomainOnce(
            @ForAll @NotEmpty @AlphaChars @Chars('.') String name,
            @ForAll @IntRange(max = 15) int ndots,
            @ForAll @Size(max = 6) List<@NotEmpty @AlphaChars String> domains) {
        List<String> search = domains.stream().map(domain -> domain + ".").toList();
        List<String> candidates = new Nameservers(SERVERS, search, ndots, Duration.ofSeconds(1), 1).candidates(name);

        assertThat(candidates).allMatch(candidate -> candidate.endsWith(".") && candidate.startsWith(name));
        assertThat(candidates).hasSize(name.endsWith(".") ? 1 : 1 + search.size());
        assertThat(candidates).contains(name.endsWith(".") ? name : name + ".");
    }

    @Test
    void changesTheTimeOutAlone() {
        assertThat(searching(3).withTimeout(Duration.ofMillis(7)))
                .isEqualTo(new Nameservers(SERVERS, List.of("x.test.", "y.test."), 3, Duration.ofMillis(7), 2));
    }

    private static Nameservers searching(int ndots) {
        return new Nameservers(SERVERS, List.of("x.test.", "y.test."), ndots, Duration.ofSeconds(1), 2);
    }
}
