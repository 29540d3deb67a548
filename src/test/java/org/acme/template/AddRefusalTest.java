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
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever it refuses or fails at, nothing is changed. */
class AddRefusalTest {

    private static final String USAGE = "Usage: java .mvn/Add.java [<recipe>… [--virtual-threads] [--dry-run]]";

    private Tree tree;

    @BeforeEach
    void makeService(@TempDir Path folder) throws IOException {
        tree = new Tree(folder);
        tree.write("pom.xml", "<project>\n  <dependencies>\n  </dependencies>\n</project>\n");
        tree.write("src/main/resources/application.properties", "quarkus.http.port=8080\n");
        tree.write("src/recipes/orders/recipe.properties", "title=Orders\n");
        tree.write("src/recipes/orders/main/java/a/Order.java", "class Order {}\n");
        tree.write("src/recipes/orders/main/java/z/Last.java", "class Last {}\n");
        tree.write("src/recipes/lone/recipe.properties", "title=Lone\nneeds=gone\n");
    }

    @Test
    void whatItDoesNotUnderstand() throws IOException {
        refuses(USAGE, "--dry-run");
        refuses(USAGE, "orders", "--force");
    }

    @Test
    void aRecipeThatIsNone() throws IOException {
        refuses("'order' is no recipe; there are lone, orders", "order");
    }

    @Test
    void aRecipeThatIsThere() throws IOException {
        Program.add(tree.root(), "orders");

        refuses("'orders' is there already: src/main/resources/application.properties says so", "orders");
    }

    @Test
    void aRecipeWhoseNeedIsGone() throws IOException {
        refuses("'lone' needs 'gone', which is gone", "lone");
    }

    @Test
    void aNameThatIsTaken() throws IOException {
        tree.write("src/main/java/z/Last.java", "class Mine {}\n");

        refuses("src/main/java/z/Last.java is taken: move it away first", "orders");
    }

    @ParameterizedTest
    @ValueSource(strings = {"V2__mine.sql", "V2.1__mine.sql", "V20261127__mine.sql"})
    void aMigrationThatIsNotTheNext(String mine) throws IOException {
        tree.write("src/recipes/orders/main/resources/db/migration/V2__orders.sql", "select 2;\n");
        tree.write("src/main/resources/db/migration/V1__first.sql", "select 1;\n");
        tree.write("src/main/resources/db/migration/" + mine, "select 1;\n");

        refuses(mine + " is there: give V2__orders.sql in src/recipes a higher version, and commit that", "orders");
    }

    @Test
    void aFolderThatIsNoService(@TempDir Path elsewhere) {
        assertThatThrownBy(() -> Program.add(elsewhere, "orders"))
                .hasMessage(elsewhere + " has no src/recipes: go to the service's folder");
    }

    @Test
    void changesThatAreNotCommitted() throws Exception {
        git("init", "-q");

        refuses("Commit or stash first: git has changes of its own", "orders");
    }

    @Test
    void toLeaveHalfOfItBehind() throws IOException {
        Files.createDirectories(tree.root().resolve("src/main/java"));
        Files.createSymbolicLink(tree.root().resolve("src/main/java/z"), Path.of("nowhere"));
        Map<String, String> before = tree.content();

        assertThatThrownBy(() -> Program.add(tree.root(), "orders"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Nothing is changed, because this failed: ");
        assertThat(tree.content()).isEqualTo(before);
        assertThat(tree.root().resolve("src/main/java/a")).doesNotExist();
    }

    private void git(String... arguments) throws Exception {
        var command = new java.util.ArrayList<>(java.util.List.of("git"));
        command.addAll(java.util.List.of(arguments));
        assertThat(new ProcessBuilder(command)
                        .directory(tree.root().toFile())
                        .start()
                        .waitFor())
                .isZero();
    }

    private void refuses(String message, String... arguments) throws IOException {
        Map<String, String> before = tree.content();

        assertThatThrownBy(() -> Program.add(tree.root(), arguments))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        assertThat(tree.content()).isEqualTo(before);
    }
}
