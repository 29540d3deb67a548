package org.acme.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever fails, nothing is changed, and the program is still there for the next try. */
class RenameFailureTest {

    private Tree tree;

    @BeforeEach
    void makeProject(@TempDir Path folder) throws IOException {
        tree = Tree.small(folder);
    }

    @Test
    void aFileInTheWay() throws IOException {
        tree.write("src/main/java/com", "a file where a folder must be");

        fails();
    }

    @Test
    void twoFilesThatWouldBecomeOne() throws IOException {
        tree.write("src/main/java/com/example/kit/Kit.java", "package com.example.kit;\n");

        fails();
    }

    @Test
    void aFolderThatMayNotBeMovedUnlessByRootWhoMayAll() throws IOException {
        Path target = Files.createDirectory(tree.root().resolve("target"));
        target.toFile().setWritable(false);
        try {
            assumeThat(Files.isWritable(target)).as("not root, who may").isFalse();

            fails();
        } finally {
            target.toFile().setWritable(true);
        }
    }

    @Test
    void theNextTrySucceeds() throws IOException {
        Path inTheWay = tree.write("src/main/java/com", "");
        fails();
        Files.delete(inTheWay);

        Program.run(tree.root(), "com.example", "orders");

        assertThat(tree.content()).containsKey("src/main/java/com/example/kit/Kit.java");
    }

    private void fails() throws IOException {
        Map<String, String> before = tree.content();

        assertThatThrownBy(() -> Program.run(tree.root(), "com.example", "orders"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Nothing is changed, because this failed: ");
        assertThat(tree.content()).isEqualTo(before).containsKey(".mvn/Rename.java");
        assertThat(tree.root().resolve(".rename")).doesNotExist();
    }
}
