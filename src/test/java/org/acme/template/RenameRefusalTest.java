package org.acme.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RenameRefusalTest {

    private static final String USAGE = "Usage: java .mvn/Rename.java <group> <name>"
            + " [--only-kit | --kit <group>:<artifact>:<version>] [--without-example] [--dry-run]";

    private Tree tree;

    @BeforeEach
    void makeProject(@TempDir Path folder) throws IOException {
        tree = Tree.small(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "com.Example",
                "com.new",
                "com..example",
                ".com",
                "com.",
                "com.1st",
                "my-company",
                "com example",
                "java.orders",
                "com.é"
            })
    void aGroupThatIsNone(String group) throws IOException {
        refuses(
                "'" + group + "' is no group: lower-case words and dots, no Java keyword, like com.example",
                group,
                "orders");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Orders",
                "new",
                "n-ew",
                "true",
                "order_intake",
                "1st",
                "-orders",
                "order--intake",
                "or.ders",
                "ördérs"
            })
    void aNameThatIsNone(String name) throws IOException {
        refuses(
                "'" + name + "' is no name: lower-case words and dashes, no Java keyword, like order-intake",
                "com.example",
                name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kit", "k-it"})
    void theNameOfTheSharedPart(String name) throws IOException {
        refuses("'" + name + "' is taken: com.example.kit is what all services share", "com.example", name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "service-kit",
                "com.example:service-kit",
                "com.example:service-kit:",
                "com.example:service-kit:1.0.0:jar",
                ":service-kit:1.0.0",
                "com.Example:service-kit:1.0.0",
                "com.example:Service_Kit:1.0.0",
                "com.example:service-kit:LATEST",
                "com.example:service-kit:[1,2)",
                "com.example:service-kit:1.0.0</version>",
                "--without-example"
            })
    void aKitThatIsNone(String kit) throws IOException {
        refuses(
                "'" + kit + "' is no kit: group, artifact and version, like com.example:service-kit:1.0.0",
                "com.example",
                "orders",
                "--kit",
                kit);
    }

    @Test
    void anOptionWithoutItsKit() throws IOException {
        refuses(
                "--kit needs one: group, artifact and version, like com.example:service-kit:1.0.0",
                "com.example orders --kit".split(" "));
    }

    @Test
    void aServiceThatIsItsOwnKit() throws IOException {
        refuses(
                "'com.example:orders:1.0.0' is the service itself: name the kit's artifact",
                "com.example orders --kit com.example:orders:1.0.0".split(" "));
    }

    @Test
    void bothToMakeAKitAndToTakeOne() throws IOException {
        refuses(
                "--only-kit makes a kit, --kit takes one: leave one of them out",
                "com.example",
                "orders",
                "--only-kit",
                "--kit",
                "com.example:service-kit:1.0.0");
    }

    @Test
    void toTakeAnExampleFromAKitThatHasNone() throws IOException {
        refuses(
                "The kit alone has no example: leave --without-example out",
                "com.example",
                "service-kit",
                "--only-kit",
                "--without-example");
    }

    @Test
    void theNamesItHas() throws IOException {
        refuses("Nothing would change: these are the names it has", "org.acme", "stringsvc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.example",
                "com.example orders --force",
                "com.example orders more",
                "--dry-run",
                "--only-kit com.example"
            })
    void whatItDoesNotUnderstand(String line) throws IOException {
        refuses(USAGE, line.split(" "));
    }

    @Test
    void toAskWhereNobodyCanAnswer() throws IOException {
        refuses(USAGE);
    }

    @Test
    void aFolderThatIsNotTheTemplate() throws IOException {
        Files.delete(tree.root().resolve(".mvn/Rename.java"));

        refuses(tree.root() + " is not the template's folder: go there", "com.example", "orders");
    }

    @Test
    void whatAKilledRunHasLeft() throws IOException {
        tree.write(".rename/old/README.md", "");

        refuses("A run was killed; what it had moved is in .rename/old", "com.example", "orders");
    }

    @ParameterizedTest
    @CsvSource({
        "'# example:begin\n# example:begin\n', 'notes.txt has a line too many: # example:begin'",
        "'// template:end\n', 'notes.txt has a line too many: // template:end'",
        "'<!-- example:begin -->\n', 'notes.txt has no example:end for its example:begin'"
    })
    void aBlockWithOneEnd(String text, String message) throws IOException {
        tree.write("notes.txt", text);

        refuses(message, "com.example", "orders", "--without-example");
    }

    private void refuses(String message, String... arguments) throws IOException {
        Map<String, String> before = tree.content();

        assertThatThrownBy(() -> Program.run(tree.root(), arguments))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        assertThat(tree.content()).isEqualTo(before);
    }
}
