package org.acme.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds src/docs/recipes.md to its word about Add: runs its commands one after the other, and compares what they print. */
class RecipesPageTest {

    private static final Path RECIPES = Path.of("src/recipes");

    private static final Pattern SHOWN = Pattern.compile("```sh\\n(.*?)\\n```\\n```text\\n(.*?)\\n```", Pattern.DOTALL);

    private Path copy;

    @BeforeEach
    void copyWhatItNeeds(@TempDir Path folder) throws IOException {
        copy = folder;
        for (String part : List.of(".mvn", "src/recipes", "src/main/resources", "docker", "pom.xml")) {
            try (Stream<Path> all = Files.walk(Path.of(part))) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    Files.createDirectories(folder.resolve(file).getParent());
                    Files.copy(file, folder.resolve(file));
                }
            }
        }
    }

    @Test
    void showsWhatTheCommandsPrint() throws Exception {
        List<MatchResult> shown = SHOWN.matcher(Files.readString(Path.of("src/docs/recipes.md")))
                .results()
                .toList();

        assertThat(shown).hasSizeGreaterThanOrEqualTo(3);
        for (MatchResult command : shown) {
            assertThat(run(command.group(1))).matches(pattern(command.group(2)));
        }
    }

    @Test
    void namesEachRecipeWhoseReadmeIsShort() throws IOException {
        String page = Files.readString(Path.of("src/docs/recipes.md"));
        try (Stream<Path> recipes = Files.list(RECIPES)) {
            assertThat(recipes.filter(Files::isDirectory)).isNotEmpty().allSatisfy(recipe -> {
                assertThat(page).contains("../recipes/" + recipe.getFileName() + "/README.md");
                assertThat(Files.readAllLines(recipe.resolve("README.md"))).hasSizeLessThanOrEqualTo(40);
            });
        }
    }

    /** Three dots are any text, some lines if they are all of a line. */
    private static Pattern pattern(String shown) {
        return Pattern.compile(
                Stream.of(shown.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*")) + "\\s*",
                Pattern.DOTALL);
    }

    private String run(String command) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("bash", "-c", command)
                .directory(copy.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as("%s printed %s", command, printed).isZero();
        return printed.replace("\r\n", "\n");
    }
}
