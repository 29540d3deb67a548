package org.acme.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file has beside its names stays: line ends, and what is no text. */
class RenamedBytesTest {

    private Tree tree;

    @BeforeEach
    void makeProject(@TempDir Path folder) throws IOException {
        tree = Tree.small(folder);
    }

    @Test
    void keepsLineEndingsAndAMissingLastOne() throws IOException {
        tree.write("mvnw.cmd", "@rem org.acme\r\nset A=stringsvc\r\n\r\nexit");
        tree.write("README.md", "# stringsvc\r\n");

        Program.run(tree.root(), "com.example.shop", "order-intake");

        assertThat(tree.read("mvnw.cmd")).isEqualTo("@rem com.example.shop\r\nset A=order-intake\r\n\r\nexit");
        assertThat(tree.read("README.md")).isEqualTo("# order-intake\r\n\r\nMade from a template.\r\n");
    }

    @Test
    void keepsBinariesAndSaysWhereAnOldNameIsLeft() throws IOException {
        byte[] image = write("logo.png", "\u0089PNG\r\n stringsvc \n");

        String printed = Program.run(tree.root(), "com.example.shop", "order-intake");

        assertThat(tree.root().resolve("logo.png")).hasBinaryContent(image);
        assertThat(printed).contains("Look at logo.png: an old name is left where there is no text in UTF-8.");
    }

    @ParameterizedTest
    @CsvSource({
        "org.acme.shop, stringsvc-two, group.png name.png",
        "com.stringsvc, string, group.png name.png",
        "com.example, stringsvc, group.png",
        "org.acme, orders, name.png",
        "org.acme, string-svc, ''"
    })
    void tellsAnOldNameFromANewOneThatContainsIt(String group, String name, String left) throws IOException {
        write("group.png", "\u0089PNG org.acme.kit ");
        write("name.png", "\u0089PNG stringsvc ");

        String printed = Program.run(tree.root(), group, name);

        assertThat(printed.lines().filter(line -> line.startsWith("Look at ")))
                .extracting(line -> line.substring("Look at ".length(), line.indexOf(':')))
                .containsExactlyInAnyOrder(left.isEmpty() ? new String[0] : left.split(" "));
    }

    private byte[] write(String file, String latin1) throws IOException {
        byte[] bytes = latin1.getBytes(StandardCharsets.ISO_8859_1);
        Files.write(tree.root().resolve(file), bytes);
        return bytes;
    }
}
