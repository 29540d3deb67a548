package org.acme.kit.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.acme.kit.dns.Nameservers.ResolvConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResolvConfTest {

    private static final InetSocketAddress THIS_HOST = new InetSocketAddress("127.0.0.1", 53);

    @Test
    void readsWhatPodsHave() {
        Nameservers read = parse(
                "search shop.svc.cluster.local svc.cluster.local\tcluster.local.",
                "nameserver 10.96.0.10",
                "options ndots:5 timeout:3 attempts:4");

        assertThat(read)
                .isEqualTo(new Nameservers(
                        List.of(new InetSocketAddress("10.96.0.10", 53)),
                        List.of("shop.svc.cluster.local.", "svc.cluster.local.", "cluster.local."),
                        5,
                        Duration.ofSeconds(3),
                        4));
    }

    @Test
    void readsServersInTheirOrder() {
        assertThat(parse("nameserver 192.0.2.1", "  nameserver   2001:db8::53  ", "nameserver 192.0.2.2 # third")
                        .servers())
                .containsExactly(
                        new InetSocketAddress("192.0.2.1", 53),
                        new InetSocketAddress("2001:db8::53", 53),
                        new InetSocketAddress("192.0.2.2", 53));
    }

    @Test
    void hasTheDefaultsOfResolvConf() {
        assertThat(parse()).isEqualTo(Nameservers.of(List.of(THIS_HOST)));
        assertThat(parse().ndots()).isEqualTo(1);
        assertThat(parse().attempts()).isEqualTo(2);
        assertThat(parse().timeout()).isEqualTo(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# nameserver 192.0.2.1",
                "; nameserver 192.0.2.1",
                "nameserver",
                "nameserver dns.test",
                "sortlist 192.0.2.1",
                "options",
                "options rotate edns0 ndots ndots: ndots:x timeout:-1",
                "search .",
                "search"
            })
    void passesOverWhatSaysNothing(String line) {
        assertThat(parse(line)).isEqualTo(parse());
    }

    @Test
    void takesTheLastOfDomainAndSearch() {
        assertThat(parse("search a.test", "domain b.test").search()).containsExactly("b.test.");
        assertThat(parse("domain b.test", "search a.test . c.test").search()).containsExactly("a.test.", "c.test.");
    }

    @ParameterizedTest
    @CsvSource({
        "ndots:0, 0, 2, 2",
        "ndots:99, 15, 2, 2",
        "ndots:99999, 15, 2, 2",
        "timeout:0, 1, 1, 2",
        "timeout:60, 1, 30, 2",
        "attempts:0, 1, 2, 1",
        "attempts:9, 1, 2, 5"
    })
    void keepsOptionsWithinTheirBounds(String option, int ndots, int seconds, int attempts) {
        Nameservers read = parse("options " + option);

        assertThat(read.ndots()).isEqualTo(ndots);
        assertThat(read.timeout()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(read.attempts()).isEqualTo(attempts);
    }

    @Test
    void readsAFile(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("resolv.conf");
        Files.write(file, "# caf\u00e9\nnameserver 192.0.2.1\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(ResolvConf.read(file).servers()).containsExactly(new InetSocketAddress("192.0.2.1", 53));
    }

    @Test
    void takesAMissingFileForAServerOnThisHost(@TempDir Path directory) {
        assertThat(ResolvConf.read(directory.resolve("none")).servers()).containsExactly(THIS_HOST);
    }

    @Property
    void alwaysNamesAServerWhateverTheFileHas(@ForAll List<String> lines) {
        assertThat(ResolvConf.parse(lines).servers()).isNotEmpty();
    }

    private static Nameservers parse(String... lines) {
        return ResolvConf.parse(Arrays.asList(lines));
    }
}
