package org.acme.kit.error;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What src/docs/errors.md says is what the code does. */
class ErrorsTableTest {

    private static final Path PAGE = Path.of("src/docs/errors.md");

    @Test
    void listsEveryProblemTypeOfTheKit() throws IOException {
        List<String> types = new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages(BusinessFailure.class.getPackageName().replaceFirst("\\.error$", ""))
                        .that(assignableTo(BusinessFailure.class))
                        .stream()
                        .map(JavaClass::getSimpleName)
                        .filter(name -> !name.equals("BusinessFailure"))
                        .map(Problem::typeOf)
                        .toList();

        assertThat(rows("`(urn:problem-type:[a-z-]+)` \\|.*")).containsExactlyInAnyOrderElementsOf(types);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "peer",
                "peer-unreachable",
                "constraint",
                "forbidden",
                "unauthorized",
                "unauthenticated",
                "rate",
                "bulkhead",
                "pool",
                "circuit",
                "timeout",
                "ft-timeout",
                "mutiny-timeout",
                "bug"
            })
    void tellsWhatAnExceptionBecomes(String name) throws IOException {
        Throwable thrown = Failing.with(name);
        Classification classification = Classification.of(thrown);
        Duration wait = classification.retryAfter();

        assertThat(rows("`" + thrown.getClass().getSimpleName() + "`[^|]*\\| (.*) \\|"))
                .singleElement()
                .asString()
                .matches(
                        classification.problem().status() + "(;[^|]*)? \\| " + (wait == null ? "–" : wait.toSeconds()));
    }

    private static List<String> rows(String row) throws IOException {
        Pattern pattern = Pattern.compile("\\| " + row);
        try (Stream<String> lines = Files.lines(PAGE)) {
            return lines.map(pattern::matcher)
                    .filter(java.util.regex.Matcher::matches)
                    .map(found -> found.group(1))
                    .toList();
        }
    }
}
