package org.acme.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dependabot updates the images that stand in FROM. It does not look into ARG. */
class BaseImagesTest {

    @ParameterizedTest
    @ValueSource(strings = {"docker/Dockerfile.jvm", "docker/Dockerfile.native"})
    void standInFromAlone(String file) throws IOException {
        List<String> lines = Files.readAllLines(Path.of(file));

        assertThat(lines)
                .filteredOn(line -> line.matches("FROM [\\w.-]+/\\S+:\\S+ AS \\w+"))
                .hasSize(2);
        assertThat(lines).filteredOn(line -> line.startsWith("ARG ")).noneMatch(line -> line.contains("/"));
    }
}
