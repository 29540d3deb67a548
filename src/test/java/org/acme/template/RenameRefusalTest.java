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

    @Test
    void theNamesItHas() throws IOException {
        refuses("Nothing would change: these are the names it has", "org.acme", "stringsvc");
    }

    @ParameterizedTest
    @CsvSource({"com.example,,", "com.example,orders,--force", "com.example,orders,more", "--dry-run,,"})
    void whatItDoesNotUnderstand(String one, String two, String three) throws IOException {
        String[] arguments = java.util.stream.Stream.of(one, two, three)
                .filter(java.util.Objects::nonNull)
                .toArray(String[]::new);

        refuses("Usage: java .mvn/Rename.java <group> <name> [--without-example] [--dry-run]", arguments);
    }

    @Test
    void toAskWhereNobodyCanAnswer() throws IOException {
        refuses("Usage: java .mvn/Rename.java <group> <name> [--without-example] [--dry-run]");
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
