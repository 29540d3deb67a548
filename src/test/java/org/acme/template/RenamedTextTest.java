package org.acme.template;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenamedTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            package org.acme.stringsvc;          | package com.example.shop.orderintake;
            import org.acme.kit.http.RequestId;  | import com.example.shop.kit.http.RequestId;
            src/main/java/org/acme/stringsvc/X   | src/main/java/com/example/shop/orderintake/X
            native-image/org.acme/kit            | native-image/com.example.shop/kit
            grep 'org\\.acme\\.stringsvc'        | grep 'com\\.example\\.shop\\.orderintake'
            <artifactId>stringsvc</artifactId>   | <artifactId>order-intake</artifactId>
            stringsvc.proxy=false                | order-intake.proxy=false
            STRINGSVC_PROXY=true                 | ORDER_INTAKE_PROXY=true
            image: acme/stringsvc:1.0            | image: acme/order-intake:1.0
            StringResource, StringService        | StringResource, StringService
            """)
    void followsTheNamesWhereverTheyStand(String before, String after) throws IOException {
        assertThat(Program.renamed("com.example.shop", "order-intake", null, before))
                .isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            import org.acme.kit.http.RequestId;  | import com.platform.kit.http.RequestId;
            src/main/java/org/acme/kit/dns       | src/main/java/com/platform/kit/dns
            package org.acme.stringsvc;          | package com.example.orders;
            package org.acme.kitchen;            | package com.example.kitchen;
            <groupId>org.acme</groupId>          | <groupId>com.example</groupId>
            """)
    void leavesTheKitItsOwnPackage(String before, String after) throws IOException {
        assertThat(Program.renamed("com.example", "orders", "com.platform:service-kit:1.0.0", before))
                .isEqualTo(after);
    }

    @Property(tries = 500)
    void replacesEachTokenOnceAndNothingElse(
            @ForAll("groups") String group, @ForAll("names") String name, @ForAll("texts") List<String> pieces)
            throws IOException {
        String inPackages = name.replace("-", "");
        Map<String, String> replacements = Map.of(
                "org.acme",
                group,
                "org/acme",
                group.replace('.', '/'),
                "org.acme.stringsvc",
                group + "." + inPackages,
                "org/acme/stringsvc",
                group.replace('.', '/') + "/" + inPackages,
                "stringsvc",
                name,
                "STRINGSVC",
                name.replace('-', '_').toUpperCase(java.util.Locale.ROOT));
        String expected = pieces.stream()
                .map(piece -> replacements.getOrDefault(piece, piece))
                .collect(joining("|"));

        assertThat(Program.renamed(group, name, null, String.join("|", pieces))).isEqualTo(expected);
    }

    /** Groups of the words that the old names are made of. */
    @Provide
    Arbitrary<String> groups() {
        return Arbitraries.of("org", "acme", "stringsvc", "com", "x1", "kit")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(words -> String.join(".", words));
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of("stringsvc", "acme", "org", "orders", "order-intake", "stringsvc-two");
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.of(
                        "org.acme",
                        "org/acme",
                        "org.acme.stringsvc",
                        "org/acme/stringsvc",
                        "stringsvc",
                        "STRINGSVC",
                        "$1\\",
                        "\r\n",
                        "org",
                        "acme",
                        "Straße",
                        "\uD83D\uDE00",
                        "")
                .list()
                .ofMaxSize(12);
    }
}
