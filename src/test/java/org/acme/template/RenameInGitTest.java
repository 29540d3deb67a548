package org.acme.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RenameInGitTest {

    private Tree tree;

    @BeforeEach
    void commitProject(@TempDir Path folder) throws Exception {
        tree = Tree.small(folder);
        git("init", "-q");
        git("add", "-A");
        git("-c", "user.name=x", "-c", "user.email=x@example.com", "commit", "-q", "-m", "The template");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://github.com/acme/stringsvc.git",
                "https://somebody:secret@github.com/acme/stringsvc",
                "git@github.com:acme/stringsvc.git",
                "ssh://git@github.com/acme/stringsvc.git"
            })
    void saysWhichCommitItWasMadeFromAndHowToSeeWhatChangedSince(String origin) throws Exception {
        git("remote", "add", "origin", origin);
        String commit = git("rev-parse", "--short=12", "HEAD");

        String printed = Program.run(tree.root(), "com.example", "orders");

        assertThat(tree.read("README.md"))
                .endsWith("The end.\n\nMade from https://github.com/acme/stringsvc, commit " + commit
                        + "; see what changed since: https://github.com/acme/stringsvc/compare/" + commit
                        + "...HEAD\n");
        assertThat(printed).doesNotContain("Look at");
    }

    @Test
    void tellsNoPathOfThisMachine() throws Exception {
        git("remote", "add", "origin", tree.root().toString());

        Program.run(tree.root(), "com.example", "orders");

        assertThat(tree.read("README.md"))
                .endsWith("Made from a template, commit " + git("rev-parse", "--short=12", "HEAD") + ".\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pom.xml", "new.txt"})
    void refusesChangesThatAreNotCommitted(String file) throws IOException {
        tree.write(file, "changed");

        assertThatThrownBy(() -> Program.run(tree.root(), "com.example", "orders"))
                .hasMessage("Commit or stash first: git has changes of its own");
        assertThat(Files.exists(tree.root().resolve(".mvn/Rename.java"))).isTrue();
    }

    private String git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command)
                .directory(tree.root().toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(git.getInputStream().readAllBytes()).strip();
        assertThat(git.waitFor()).as(said).isZero();
        return said;
    }
}
