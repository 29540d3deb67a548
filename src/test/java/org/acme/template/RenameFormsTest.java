package org.acme.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kit alone, and a service on a kit that is a library. */
class RenameFormsTest {

    private static final String KIT = "com.platform:service-kit:1.2.3";

    private Tree tree;

    @BeforeEach
    void makeProject(@TempDir Path folder) throws IOException {
        tree = Tree.small(folder);
        tree.write("pom.xml", """
                <artifactId>stringsvc</artifactId>
                <!-- service:begin -->
                <service/>
                <!-- service:end -->
                <!-- kit:begin -->
                <kit/>
                <!-- kit:end -->
                <!-- only-kit:begin
                <library/>
                only-kit:end -->
                <!-- on-kit:begin
                <dependency>KIT_GROUP|KIT_ARTIFACT|KIT_VERSION</dependency>
                on-kit:end -->
                """);
        tree.write(".mvn/only-kit/README.md", "# stringsvc\n\nA library.\n");
        tree.write("docker/Dockerfile", "FROM scratch\n");
        tree.write("src/docs/configuration.md", "Keys.\n");
        tree.write("src/docs/console.png", "The example in a picture.\n");
        tree.write("src/test/java/org/acme/stringsvc/StringResourceIT.java", "package org.acme.stringsvc;\n");
        tree.write("src/test/java/org/acme/stringsvc/PeerTest.java", "// kit:file: why\npackage org.acme.stringsvc;\n");
        tree.write("src/test/java/org/acme/kit/KitTest.java", "package org.acme.kit;\n");
    }

    @Test
    void theKitAloneNamesNoService() throws IOException {
        String printed = Program.run(tree.root(), "com.platform", "service-kit", "--only-kit");

        assertThat(tree.content().keySet())
                .containsExactlyInAnyOrder(
                        "pom.xml",
                        "README.md",
                        ".gitattributes",
                        ".github/workflows/verify.yml",
                        "src/docs/configuration.md",
                        "src/main/java/com/platform/kit/Kit.java",
                        "src/test/java/com/platform/kit/KitTest.java",
                        "src/main/resources/META-INF/native-image/com.platform/kit/native-image.properties",
                        "src/test/resources/application.properties");
        assertThat(tree.read("pom.xml")).isEqualTo("<artifactId>service-kit</artifactId>\n<kit/>\n<library/>\n");
        assertThat(tree.read("README.md")).startsWith("# service-kit\n\nA library.\n\nMade from ");
        assertThat(printed)
                .contains("9 files are com.platform:service-kit now, a library, in com.platform.kit;")
                .endsWith(" install" + System.lineSeparator());
    }

    @Test
    void aServiceOnAKitHasNothingOfIt() throws IOException {
        String printed = Program.run(tree.root(), "com.example", "orders", "--kit", KIT);

        assertThat(tree.content().keySet())
                .containsExactlyInAnyOrder(
                        "pom.xml",
                        "README.md",
                        ".gitattributes",
                        ".github/workflows/verify.yml",
                        "docker/Dockerfile",
                        "src/docs/console.png",
                        "src/main/java/com/example/orders/package-info.java",
                        "src/main/java/com/example/orders/StringResource.java",
                        "src/test/java/com/example/orders/StringResourceTest.java",
                        "src/test/java/com/example/orders/StringResourceIT.java",
                        "src/main/resources/application.properties");
        assertThat(tree.read("pom.xml")).isEqualTo("""
                <artifactId>orders</artifactId>
                <service/>
                <dependency>com.platform|service-kit|1.2.3</dependency>
                """);
        assertThat(printed)
                .contains("a service, in com.example.orders, on com.platform:service-kit:1.2.3, com.platform.kit;");
    }

    @Test
    void aServiceThatOwnsItsKitKeepsItsTestsAndNoMark() throws IOException {
        Program.run(tree.root(), "com.example", "orders");

        assertThat(tree.read("src/test/java/com/example/orders/PeerTest.java"))
                .isEqualTo("package com.example.orders;\n");
        assertThat(tree.read("pom.xml")).isEqualTo("<artifactId>orders</artifactId>\n<service/>\n<kit/>\n");
    }

    @Test
    void aServiceOnAKitMayBeginWithoutTheExample() throws IOException {
        Program.run(tree.root(), "com.example", "orders", "--without-example", "--kit", KIT);

        assertThat(tree.content().keySet())
                .doesNotContain("src/docs/console.png")
                .filteredOn(file -> file.endsWith(".java"))
                .containsExactly("src/main/java/com/example/orders/package-info.java");
    }

    @Test
    void aKitMayHaveAnOldNameInItsCoordinates() throws IOException {
        tree.write("src/main/java/org/acme/stringsvc/Uses.java", "import org.acme.kit.Kit;\n");

        String printed = Program.run(tree.root(), "com.example", "orders", "--kit", "org.acme:stringsvc-kit:1.0.0");

        assertThat(tree.read("src/main/java/com/example/orders/Uses.java")).isEqualTo("import org.acme.kit.Kit;\n");
        assertThat(tree.read("pom.xml")).contains("org.acme|stringsvc-kit|1.0.0");
        assertThat(printed).doesNotContain("Look at");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            See [all keys](src/docs/configuration.md).      | See all keys: `src/docs/configuration.md` of service-kit.
            See [all keys](src/docs/configuration.md#dns).  | See all keys: `src/docs/configuration.md` of service-kit.
            See `src/docs/configuration.md`.                | See `src/docs/configuration.md` of service-kit.
            See [recipes](src/docs/recipes.md), [x](#there) | See [recipes](src/docs/recipes.md), [x](#there)
            See [Quarkus](https://quarkus.io/guides)        | See [Quarkus](https://quarkus.io/guides)
            """)
    void aServiceOnAKitSaysWhereItsDocumentsAre(String before, String after) throws IOException {
        tree.write("README.md", before + "\n");

        Program.run(tree.root(), "com.example", "orders", "--kit", KIT);

        assertThat(tree.read("README.md")).startsWith(after + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--only-kit", "--kit"})
    void aDryRunChangesNothing(String form) throws IOException {
        Map<String, String> before = tree.content();
        String[] arguments = form.equals("--kit")
                ? new String[] {"com.example", "orders", form, KIT, "--dry-run"}
                : new String[] {"com.example", "service-kit", form, "--dry-run"};

        String printed = Program.run(tree.root(), arguments);

        assertThat(tree.content()).isEqualTo(before);
        assertThat(printed).contains("-> nothing").endsWith("this was a dry run." + System.lineSeparator());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            com.example, orders, , y                      | com.example orders
            com.example, orders, own, no                  | com.example orders --without-example
            com.example, kit, only                        | com.example kit --only-kit
            com.example, orders, com.example:kit:1.0.0, n | com.example orders --kit com.example:kit:1.0.0 --without-example
            """)
    void asksWhatTheCommandLineDoesNotSay(String answers, String arguments) throws IOException {
        Iterator<String> given = List.of(answers.split(", ?")).iterator();

        assertThat(Program.answers(question -> given.next())).containsExactly(arguments.split(" "));
        assertThat(given).isExhausted();
    }
}
