package org.acme.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ChangelogTest {

    private static final Pattern VERSION = Pattern.compile("</artifactId>\\s*<version>([^<]+)</version>");
    private static final Pattern HEADING = Pattern.compile("(?m)^## (.+)$");

    @Test
    void beginsWithTheVersionThatIsBuilt() throws IOException {
        assertThat(first(HEADING, "CHANGELOG.md")).isEqualTo(first(VERSION, "pom.xml"));
    }

    private static String first(Pattern pattern, String file) throws IOException {
        return pattern.matcher(Files.readString(Path.of(file)))
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
    }
}
