package org.acme.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenameTest {

    private Tree tree;

    @BeforeEach
    void makeProject(@TempDir Path folder) throws IOException {
        tree = Tree.small(folder);
    }

    @Test
    void movesTheKitAndTheServiceSideBySide() throws IOException {
        rename();

        assertThat(tree.content().keySet())
                .containsExactlyInAnyOrder(
                        "pom.xml",
                        "README.md",
                        ".gitattributes",
                        ".github/workflows/verify.yml",
                        "src/main/java/com/example/shop/kit/Kit.java",
                        "src/main/java/com/example/shop/orderintake/package-info.java",
                        "src/main/java/com/example/shop/orderintake/StringResource.java",
                        "src/test/java/com/example/shop/orderintake/StringResourceTest.java",
                        "src/main/resources/META-INF/native-image/com.example.shop/kit/native-image.properties",
                        "src/main/resources/application.properties");
        assertThat(tree.root().resolve("src/main/java/org")).doesNotExist();
        assertThat(tree.root().resolve(".rename")).doesNotExist();
    }

    @Test
    void deletesTheExampleIfToldSo() throws IOException {
        rename("--without-example");

        assertThat(tree.content().keySet())
                .contains("src/main/java/com/example/shop/orderintake/package-info.java")
                .doesNotContain(
                        "src/main/java/com/example/shop/orderintake/StringResource.java",
                        "src/test/java/com/example/shop/orderintake/StringResourceTest.java");
        assertThat(tree.read("src/main/resources/application.properties")).isEqualTo("quarkus.http.port=8080\n");
    }

    @Test
    void cutsWhatIsOfTheTemplateOutOfTheReadmeAndTellsWhereItCameFrom() throws IOException {
        rename();
        assertThat(tree.read("README.md")).isEqualTo("""
                # order-intake

                Make upper case.
                The end.

                Made from a template.
                """);
    }

    @Test
    void keepsTheOrderOfImportsThatTheFormatterWants() throws IOException {
        rename();
        assertThat(tree.read("src/main/java/com/example/shop/kit/Kit.java")).isEqualTo("""
                package com.example.shop.kit;

                import static com.example.shop.kit.Kit.A;
                import static com.example.shop.kit.Kit.A.B;

                import com.example.shop.kit.Kit;
                import jakarta.inject.Inject;
                import java.util.List;

                class Kit {}
                """);
    }

    @Test
    void keepsPermissionsAndLinksWithoutFollowingThem(@TempDir Path elsewhere) throws IOException {
        Path outside = Files.writeString(elsewhere.resolve("notes.txt"), "stringsvc");
        tree.write("mvnw", "#!/bin/sh\n# stringsvc\n").toFile().setExecutable(true);
        Files.createSymbolicLink(tree.root().resolve("stringsvc-link"), outside);

        rename();

        assertThat(tree.root().resolve("mvnw")).isExecutable().hasContent("#!/bin/sh\n# order-intake\n");
        assertThat(Files.readSymbolicLink(tree.root().resolve("order-intake-link")))
                .isEqualTo(outside);
        assertThat(outside).hasContent("stringsvc");
    }

    @Test
    void deletesTheProgramsOfTheOldName() throws IOException {
        tree.write("target/stringsvc-1.0.0-SNAPSHOT-runner", "");

        rename();

        assertThat(tree.root().resolve("target")).doesNotExist();
    }

    @Test
    void leavesTheFoldersOfToolsAlone() throws IOException {
        tree.write(".idea/stringsvc.iml", "stringsvc");

        rename();

        assertThat(tree.read(".idea/stringsvc.iml")).isEqualTo("stringsvc");
    }

    @Test
    void takesAGroupThatGoesOnWithTheOldOne() throws IOException {
        String printed = Program.run(tree.root(), "org.acme.shop", "stringsvc-two");

        assertThat(printed).doesNotContain("Look at");
        assertThat(tree.content().keySet())
                .contains(
                        "src/main/java/org/acme/shop/kit/Kit.java",
                        "src/main/java/org/acme/shop/stringsvctwo/StringResource.java");
        assertThat(tree.read("pom.xml"))
                .isEqualTo("<groupId>org.acme.shop</groupId>\n<artifactId>stringsvc-two</artifactId>\n");
    }

    @Test
    void saysWhatComesNext() throws IOException {
        assertThat(rename())
                .contains(
                        "10 files are com.example.shop:order-intake now, a service, in com.example.shop.orderintake, on its own kit, com.example.shop.kit;")
                .contains("git add -A, then git diff --cached --stat")
                .contains("Still the template's: LICENSE")
                .endsWith("verify" + System.lineSeparator())
                .doesNotContain("Look at");
    }

    @Test
    void changesNothingInADryRun() throws IOException {
        Map<String, String> before = tree.content();

        String printed = rename("--dry-run");

        assertThat(tree.content()).isEqualTo(before);
        assertThat(printed)
                .contains(
                        "pom.xml -> pom.xml",
                        ".ci/rename -> nothing",
                        "src/main/java/org/acme/kit/Kit.java -> src/main/java/com/example/shop/kit/Kit.java")
                .doesNotContain(".gitattributes");
    }

    private String rename(String... options) throws IOException {
        String[] arguments = new String[2 + options.length];
        arguments[0] = "com.example.shop";
        arguments[1] = "order-intake";
        System.arraycopy(options, 0, arguments, 2, options.length);
        return Program.run(tree.root(), arguments);
    }
}
