package org.acme.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** This very project, renamed by the command of the README; that it then passes its tests is proven by .ci/rename. */
class RealTreeTest {

    private static final Set<String> NOT_COPIED = Set.of(".git", "target", ".idea", ".vscode", ".settings");

    private static final String MARK = "(template|example|kit|service):(begin|end|file)|KIT_(GROUP|ARTIFACT|VERSION)";

    private static final Pattern PATH = Pattern.compile("(docker|src|\\.github|\\.ci)/[\\w/-]+(\\.\\w+)*");

    private Tree tree;

    @BeforeEach
    void copyProject(@TempDir Path folder) throws IOException {
        tree = new Tree(folder);
        Path here = Path.of("");
        try (Stream<Path> all = Files.walk(here)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (!NOT_COPIED.contains(file.getName(0).toString())) {
                    Files.createDirectories(folder.resolve(file).getParent());
                    Files.copy(file, folder.resolve(file));
                }
            }
        }
    }

    @Test
    void hasNoOldNameLeft() throws Exception {
        String printed = rename("com.example.shop", "order-intake");

        assertThat(printed).doesNotContain("Look at");
        assertThat(filesWith("(?i)org[./]acme|stringsvc")).isEmpty();
        assertThat(tree.content())
                .doesNotContainKeys(".mvn/Rename.java", ".ci/rename", ".github/workflows/template.yml");
    }

    @Test
    void findsNothingLeftWhereTheNewNamesContainTheOldOnes() throws Exception {
        assertThat(rename("org.acme.shop", "stringsvc-two")).doesNotContain("Look at");
    }

    @Test
    void keepsNothingOfTheServiceButItsPackageWithoutTheExample() throws Exception {
        rename("com.example.shop", "order-intake", "--without-example");

        assertThat(tree.content().keySet())
                .filteredOn(file -> file.contains("orderintake") && !file.startsWith("src/recipes/"))
                .containsExactly("src/main/java/com/example/shop/orderintake/package-info.java");
        assertThat(filesWith("shop\\.orderintake\\.(?!orders)|(#|//|<!--) example:"))
                .isEmpty();
        assertThat(tree.read("src/recipes/postgresql/docker/compose.postgresql.yaml"))
                .contains("postgresql:")
                .doesNotContain("compose.yaml", "front", "peer");
    }

    @Test
    void leavesNothingInTheReadmeThatIsGone() throws Exception {
        rename("com.example.shop", "order-intake", "--without-example");

        String readme = tree.read("README.md");
        assertThat(PATH.matcher(readme).results().map(MatchResult::group))
                .isNotEmpty()
                .allMatch(path -> Files.exists(tree.root().resolve(path)));
        assertThat(readme).doesNotContain("/uppercase").doesNotContain(typesOfTheExample());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.example orders",
                "com.example orders --without-example",
                "com.example service-kit --only-kit",
                "com.example orders --kit com.platform:service-kit:1.0.0",
                "com.example orders --kit com.platform:service-kit:1.0.0 --without-example"
            })
    void needsNothingFromOutside(String arguments) throws Exception {
        String printed = rename(arguments.split(" "));

        assertThat(printed).doesNotContain("Look at");
        assertThat(filesWith("(?i)org[./]acme|stringsvc")).isEmpty();
        assertThat(filesWith("\\.\\./shared|(?<![\\w/])\\.ci/|" + MARK)).isEmpty();
    }

    @Test
    void makesAKitThatNamesNoService() throws Exception {
        rename("com.example", "service-kit", "--only-kit");

        assertThat(tree.content().keySet())
                .contains("CHANGELOG.md", "README.md", "src/main/resources/META-INF/beans.xml")
                .noneMatch(file -> file.startsWith("docker/") || file.endsWith("IT.java"))
                .noneMatch(file -> file.startsWith("src/recipes/"))
                .doesNotContain("src/main/resources/application.properties", ".mvn/Add.java");
        assertThat(filesWith("StringResource|quay\\.io|ghcr\\.io|cosign|ecosystem: docker|quarkus:dev"))
                .isEmpty();
    }

    @Test
    void makesAServiceOfAFewHundredLinesOnAKit() throws Exception {
        rename("com.example", "orders", "--kit", "com.platform:service-kit:1.0.0");

        assertThat(tree.content().entrySet())
                .filteredOn(file -> file.getKey().matches("src/main/.*\\.java"))
                .extracting(file -> file.getValue().lines().count())
                .satisfies(lines -> assertThat(
                                lines.stream().mapToLong(Long::longValue).sum())
                        .isBetween(100L, 500L));
        assertThat(tree.read("pom.xml"))
                .contains("<groupId>com.platform</groupId>", "<kit.version>1.0.0</kit.version>")
                .doesNotContain("dnsjava", "archunit");
        assertThat(tree.read("src/main/resources/application.properties")).contains("removed-resources");
    }

    /** It breaks what is longer than 120 characters, and is no import, no comment and no text by itself. */
    @Test
    void hasNoLineThatTheFormatterWouldBreakForALongGroup() throws Exception {
        rename("com.example.platform.commons", "order-intake");

        assertThat(tree.content().entrySet().stream()
                        .filter(file -> file.getKey().matches("src/.*\\.java"))
                        .flatMap(file -> file.getValue().lines())
                        .filter(line -> line.length() > 120 && line.matches(".*platform[./]commons.*")))
                .allMatch(line -> line.matches("(import|package) .*|\\s*(\\*|//|/\\*).*|\\s*(\\+ )?\"[^\"]*\"\\S*"));
    }

    /** Else its test would not compile in a service on a kit, which has no tests of the kit. */
    @Test
    void marksTestsOfTheServiceThatUseThoseOfTheKit() throws Exception {
        Pattern imports = Pattern.compile("import (?:static )?(org\\.acme\\.kit\\.[\\w.]+);");

        assertThat(tree.content().entrySet())
                .filteredOn(file -> file.getKey().startsWith("src/test/java/org/acme/stringsvc/"))
                .filteredOn(file -> imports.matcher(file.getValue())
                        .results()
                        .map(used -> "src/test/java/" + used.group(1).replace('.', '/') + ".java")
                        .anyMatch(used -> Files.exists(tree.root().resolve(used))))
                .isNotEmpty()
                .allSatisfy(
                        file -> assertThat(file.getValue()).as(file.getKey()).startsWith("// kit:file"));
    }

    @Test
    void refusesInOneLineAndFails() throws Exception {
        Process process = start("com.Example", "orders");

        assertThat(new String(process.getErrorStream().readAllBytes()).lines()).hasSize(1);
        assertThat(process.waitFor()).isEqualTo(1);
    }

    private List<String> filesWith(String pattern) throws IOException {
        Pattern sought = Pattern.compile(pattern);
        return tree.content().entrySet().stream()
                .filter(file -> sought.matcher(file.getKey() + file.getValue()).find())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static List<String> typesOfTheExample() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/java/org/acme/stringsvc"))) {
            return files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .filter(type -> !type.equals("package-info"))
                    .toList();
        }
    }

    private String rename(String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        String printed = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
        return printed;
    }

    private Process start(String... arguments) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = Stream.concat(Stream.of(java, ".mvn/Rename.java"), Stream.of(arguments))
                .toList();
        return new ProcessBuilder(command).directory(tree.root().toFile()).start();
    }
}
