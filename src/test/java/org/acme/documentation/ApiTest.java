// kit:file
package org.acme.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.acme.kit.endpoint.Endpoint;
import org.junit.jupiter.api.Test;

/** Holds src/docs/api.md: what a service may use is listed there; all else is package-private or says that it is internal. */
class ApiTest {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final String KIT = Endpoint.class.getPackageName().replaceFirst("\\.\\w+$", "");
    private static final Pattern LISTED = Pattern.compile("`(" + Pattern.quote(KIT) + "[\\w.]+)`");
    private static final Pattern COMPARED = Pattern.compile("<include>(" + Pattern.quote(KIT) + "[\\w.]+)</include>");
    private static final Pattern PUBLIC = Pattern.compile(
            "^public (?:(?:abstract|final|sealed|non-sealed) )*(?:class|interface|record|enum|@interface) ",
            Pattern.MULTILINE);
    private static final Pattern JAVADOC = Pattern.compile("/\\*\\*\\s*(?:\\* )?(.*)");

    private final List<String> api = found(LISTED, Path.of("src/docs/api.md"));

    ApiTest() throws IOException {}

    @Test
    void listsNothingThatAServiceCannotUse() throws IOException {
        assertThat(api).isNotEmpty().doesNotHaveDuplicates();
        assertThat(publicTypes()).containsKeys(api.toArray(String[]::new));
    }

    @Test
    void leavesNothingPublicOutThatDoesNotSayItIsInternal() throws IOException {
        assertThat(publicTypes())
                .allSatisfy((type, javadoc) -> assertThat(javadoc.startsWith("Internal: "))
                        .as("%s: `Internal: ` in its first line, or a row in src/docs/api.md, and not both", type)
                        .isNotEqualTo(api.contains(type)));
    }

    /** A service that owns its kit compares nothing: its API has one user. */
    @Test
    void isWhatTheReleaseComparesWithTheLastOne() throws IOException {
        List<String> compared = found(COMPARED, Path.of("pom.xml"));

        assertThat(compared.isEmpty() ? api : compared).containsExactlyInAnyOrderElementsOf(api);
    }

    /** Returns the public types of the kit, each with the first line of its Javadoc. */
    private static TreeMap<String, String> publicTypes() throws IOException {
        TreeMap<String, String> types = new TreeMap<>();
        try (Stream<Path> files = Files.walk(SOURCES.resolve(KIT.replace('.', '/')))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String source = Files.readString(file);
                if (PUBLIC.matcher(source).find()) {
                    String name = SOURCES.relativize(file).toString().replaceAll("[/\\\\]", ".");
                    types.put(name.replaceFirst("\\.java$", ""), firstLine(source));
                }
            }
        }
        return types;
    }

    private static String firstLine(String source) {
        return JAVADOC.matcher(source)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElse("");
    }

    private static List<String> found(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
