package org.acme.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the recipes have in common, see src/recipes/README.md. That they compile and pass their tests is proven by .ci/recipes. */
class RecipeRulesTest {

    private static final String PACKAGE = "org.acme.stringsvc.orders";

    private static final Pattern KIT = Pattern.compile("(?m)^import (?:static )?(org\\.acme\\.kit\\.[a-z.]*[A-Z]\\w*)");

    @Test
    void allAreInOnePackageAndAreAddedToIt() throws IOException {
        assertThat(sources()).isNotEmpty().allSatisfy(file -> {
            assertThat(Files.readString(file)).containsPattern("(?m)^package " + Pattern.quote(PACKAGE));
            assertThat(file.getParent().toString().replace('\\', '/'))
                    .matches(".*/(main|test)/java/" + PACKAGE.replace('.', '/') + "(/.*)?");
        });
    }

    @Test
    void useOfTheKitWhatIsPublic() throws IOException {
        String api = Files.readString(Path.of("src/docs/api.md"));

        for (Path file : sources()) {
            List<String> used = KIT.matcher(Files.readString(file))
                    .results()
                    .map(MatchResult::group)
                    .map(line -> line.replaceFirst("^import (static )?", ""))
                    .toList();
            assertThat(used).as("%s", file).allSatisfy(type -> assertThat(api).contains("`" + type + "`"));
        }
    }

    @Test
    void haveShortFiles() throws IOException {
        assertThat(sources())
                .allSatisfy(file ->
                        assertThat(Files.readAllLines(file)).as("%s", file).hasSizeLessThanOrEqualTo(200));
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/recipes"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
