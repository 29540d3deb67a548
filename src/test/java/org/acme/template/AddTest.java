package org.acme.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

class AddTest {

    private static final String SETTINGS = "src/main/resources/application.properties";

    private Tree tree;

    @BeforeEach
    void makeService(@TempDir Path folder) throws IOException {
        tree = new Tree(folder);
        tree.write("pom.xml", pom("""
                    <dependency>
                      <artifactId>rest</artifactId>
                    </dependency>
                    <dependency>
                      <artifactId>jta</artifactId>
                      <scope>test</scope>
                    </dependency>
                """));
        tree.write(SETTINGS, "quarkus.http.port=8080\n");
        tree.write("docker/kubernetes/production/settings.env", "# Settings\n");
        recipe("orders", "title=Orders in memory\n");
        tree.write("src/recipes/orders/main/java/com/example/shop/orders/Resource.java", """
                import io.smallrye.common.annotation.Blocking;

                @Blocking
                class Resource {}
                """);
        recipe("database", "title=Orders in a database\nneeds=orders\nnext=Memory.java may go\n");
        tree.write("src/recipes/database/main/resources/db/V1.sql", "create table orders;\n");
        tree.write("src/recipes/database/test/java/com/example/shop/orders/ResourceTest.java", "class Test {}\n");
        tree.write("src/recipes/database/docker/database.yaml", "services:\n");
        tree.write("src/recipes/database/application.properties", "database.kind=real\n");
        tree.write("src/recipes/database/settings.env", "#DATABASE_URL=\n");
        tree.write("src/recipes/database/dependencies.xml", """
                    <dependency>
                      <artifactId>jdbc</artifactId>
                    </dependency>
                    <dependency>
                      <artifactId>rest</artifactId>
                    </dependency>
                    <dependency>
                      <artifactId>jta</artifactId>
                    </dependency>
                """);
        recipe("messages", "title=Messages\nneeds=orders\n");
        tree.write("src/recipes/messages/with-database/main/resources/db/V2.sql", "create table outbox;\n");
    }

    @Test
    void listsWhatThereIs() throws IOException {
        Program.add(tree.root(), "orders");

        assertThat(Program.add(tree.root()).lines())
                .containsSequence(
                        "database     Orders in a database",
                        "messages     Messages",
                        "orders       Orders in memory (is there)");
    }

    @Test
    void copiesARecipeAndWhatItNeeds() throws IOException {
        String printed = Program.add(tree.root(), "database");

        assertThat(tree.content().keySet())
                .contains(
                        "src/main/java/com/example/shop/orders/Resource.java",
                        "src/main/resources/db/V1.sql",
                        "src/test/java/com/example/shop/orders/ResourceTest.java",
                        "docker/database.yaml")
                .doesNotContain("src/main/resources/db/V2.sql", "src/README.md");
        assertThat(tree.read("src/main/java/com/example/shop/orders/Resource.java"))
                .isEqualTo(tree.read("src/recipes/orders/main/java/com/example/shop/orders/Resource.java"));
        assertThat(printed)
                .contains("orders, database: 4 files are new, 3 are changed")
                .contains("database: read src/recipes/database/README.md; Memory.java may go")
                .contains("Delete src/recipes and .mvn/Add.java");
    }

    @Test
    void tellsTheConfigurationAndTheContainers() throws IOException {
        Program.add(tree.root(), "database");

        assertThat(tree.read(SETTINGS)).isEqualTo("""
                quarkus.http.port=8080

                # Recipe orders: Orders in memory

                # Recipe database: Orders in a database
                database.kind=real
                """);
        assertThat(tree.read("docker/kubernetes/production/settings.env")).isEqualTo("# Settings\n\n#DATABASE_URL=\n");
    }

    @Test
    void givesThePomWhatItHasNotAndTakesOverWhatItHasForTestsAlone() throws IOException {
        Program.add(tree.root(), "database");

        assertThat(tree.read("pom.xml")).isEqualTo(pom("""
                    <dependency>
                      <artifactId>rest</artifactId>
                    </dependency>
                    <dependency>
                      <artifactId>jdbc</artifactId>
                    </dependency>
                    <dependency>
                      <artifactId>jta</artifactId>
                    </dependency>
                """));
    }

    @Test
    void joinsTwoRecipesWhicheverComesFirst() throws IOException {
        Program.add(tree.root(), "messages");
        assertThat(tree.content()).doesNotContainKey("src/main/resources/db/V2.sql");

        Program.add(tree.root(), "database");

        assertThat(tree.content()).containsKey("src/main/resources/db/V2.sql");
        assertThat(tree.read(SETTINGS)).endsWith("# Recipe messages with database\n");
    }

    @Test
    void addsSeveralAtOnceAsOneAfterTheOther(@TempDir Path other) throws IOException {
        Tree copy = new Tree(other);
        for (Map.Entry<String, String> file : tree.content().entrySet()) {
            copy.write(file.getKey(), file.getValue());
        }
        Program.add(tree.root(), "messages", "database");
        Program.add(copy.root(), "messages");
        Program.add(copy.root(), "database");

        assertThat(tree.content()).isEqualTo(copy.content());
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void runsWhatBlocksOnVirtualThreadsIfToldSo() throws IOException {
        String printed = Program.add(tree.root(), "orders", "--virtual-threads");

        assertThat(tree.read("src/main/java/com/example/shop/orders/Resource.java"))
                .isEqualTo("""
                import io.smallrye.common.annotation.RunOnVirtualThread;

                @RunOnVirtualThread
                class Resource {}
                """);
        assertThat(printed).contains("JDK 17 has none");
    }

    @Test
    void keepsTheLineEndsOfAFile() throws IOException {
        tree.write(SETTINGS, "a=b\r\n");

        Program.add(tree.root(), "orders");

        assertThat(tree.read(SETTINGS)).isEqualTo("a=b\r\n\r\n# Recipe orders: Orders in memory\r\n");
    }

    @Test
    void changesNothingInADryRun() throws IOException {
        Map<String, String> before = tree.content();

        String printed = Program.add(tree.root(), "database", "--dry-run");

        assertThat(tree.content()).isEqualTo(before);
        assertThat(printed).contains("changed pom.xml", "new docker/database.yaml", "this was a dry run");
    }

    private static String pom(String dependencies) {
        return """
                <project>
                  <dependencyManagement>
                    <dependencies>
                    </dependencies>
                  </dependencyManagement>
                  <dependencies>
                %s  </dependencies>
                  <build/>
                </project>
                """.formatted(dependencies);
    }

    private void recipe(String name, String said) throws IOException {
        tree.write("src/recipes/" + name + "/recipe.properties", said);
        tree.write("src/recipes/" + name + "/README.md", "# " + name + "\n");
    }
}
