package org.acme.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds code and documents to plain English: the field's terms, short sentences, links that lead somewhere. */
class LanguageTest {

    /** Words for what has a term in the field: eject, probe, panic mode, pushback, in flight, cancels. */
    private static final Pattern ANOTHER_TERM_IS_MEANT = Pattern.compile(
            "(?i)\\b(knock(s|ed|ing)?|sightings?|trials?|let rest|hangs? up|hung up|hanging up|under way|nobody waits|wants no"
                    + " calls|spared|whoever|takes no notice|takes none)\\b");

    private static final Pattern NO_NOUN_PHRASE = Pattern.compile("/\\*\\*\\s+(\\* )?(Internal: )?(Is|Are) ");
    private static final Pattern LINK = Pattern.compile("\\[[^]]+]\\((?!http|#)([^)#\\s]+)(#[^)]*)?\\)");
    private static final Pattern NO_PROSE =
            Pattern.compile("(?s)```.*?```|<!--.*?-->|(?m-s:^ {4,}.*$|^\\|.*$|^#.*$|^\\s*(-|\\d+\\.) )");
    private static final int WORDS_OF_A_SENTENCE = 25;
    private static final int LINES_OF_A_FILE = 200;

    @Test
    void codeAndDocumentsUseTheTermsOfTheField() {
        Stream<Path> all = Stream.concat(files("src/main", ".java", ".properties", ".html", ".js"), documents());

        assertThat(all.flatMap(file -> matches(file, ANOTHER_TERM_IS_MEANT))).isEmpty();
    }

    @Test
    void theJavadocOfATypeBeginsWithANounPhrase() {
        assertThat(files("src", ".java").flatMap(file -> matches(file, NO_NOUN_PHRASE)))
                .isEmpty();
    }

    @Test
    void noFileOfTheProgramIsTooLong() {
        assertThat(files("src/main", ".java").filter(file -> read(file).lines().count() > LINES_OF_A_FILE))
                .isEmpty();
    }

    @Test
    void eachDocumentOpensWithWhomItIsFor() {
        assertThat(files("src/docs", ".md").filter(file -> !opening(file).startsWith("For those who ")))
                .isEmpty();
    }

    @Test
    void eachLinkLeadsToAFile() {
        assertThat(documents()
                        .flatMap(file -> LINK.matcher(read(file))
                                .results()
                                .map(link -> link.group(1))
                                .filter(link ->
                                        !Files.exists(file.resolveSibling(link).normalize()))
                                .map(link -> file + ": " + link)))
                .isEmpty();
    }

    @Test
    void aSentenceOfTheReadmeHasAtMost25Words() {
        String prose =
                NO_PROSE.matcher(read(Path.of("README.md"))).replaceAll("\n\n").replace("**", "");
        assertThat(prose.lines().filter(line -> !line.isBlank())).hasSizeGreaterThan(10);

        assertThat(Stream.of(prose.split("(?<=[.:?!])\\s|\\n\\n"))
                        .map(String::trim)
                        .filter(sentence -> sentence.split("\\s+").length > WORDS_OF_A_SENTENCE))
                .isEmpty();
    }

    private static String opening(Path document) {
        List<String> lines = read(document).lines().toList();
        return lines.stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.startsWith("<!--"))
                .findFirst()
                .orElse("");
    }

    private static Stream<String> matches(Path file, Pattern pattern) {
        String text = read(file);
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) ->
                        file + ":" + (text.substring(0, match.start()).lines().count() + 1) + ": " + match.group());
    }

    private static Stream<Path> documents() {
        return Stream.concat(
                Stream.of(Path.of("README.md")),
                Stream.of("src", "docker", ".github").flatMap(folder -> files(folder, ".md")));
    }

    private static Stream<Path> files(String folder, String... endings) {
        try (Stream<Path> all = Files.walk(Path.of(folder))) {
            return all.filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith)).toList().stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
