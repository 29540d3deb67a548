package org.acme.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks that all that is deployed has the name of the artifact, so that services made from one template live side by side. */
class NamesTest {

    private static final String NAME = "stringsvc";
    private static final Pattern VERSION =
            Pattern.compile("<artifactId>" + NAME + "</artifactId>\\s*<version>([^<]+)</version>");
    private static final Pattern METRIC =
            Pattern.compile("\\b(?:up|[a-z]+_[a-z_]+)\\b(?=[{\\[)])(?<labels>\\{[^}]*})?");

    private static final Pattern GROUPING = Pattern.compile("(?:by|without) \\([^)]*\\)");

    private final Manifest manifest = Manifest.base();

    @Test
    void namesEveryObjectAfterTheService() {
        assertThat(Stream.of("base/" + NAME, "production/autoscaling", "production/network")
                        .map(file -> Manifest.read(Manifest.FOLDER.resolve(file + ".yaml")))
                        .flatMap(read -> read.objects().stream()))
                .isNotEmpty()
                .extracting(HasMetadata::getMetadata)
                .allSatisfy(metadata -> {
                    assertThat(metadata.getName()).matches(NAME + "(-[a-z]+)?");
                    assertThat(metadata.getNamespace()).isNull();
                });
    }

    @Test
    void labelsEveryPodWithServiceInstancePartAndVersion() throws IOException {
        String version = version();

        assertThat(manifest.labels())
                .isNotEmpty()
                .allSatisfy(labels -> assertThat(labels)
                        .containsAllEntriesOf(Map.of(
                                "app.kubernetes.io/name", NAME,
                                "app.kubernetes.io/instance", NAME,
                                "app.kubernetes.io/part-of", NAME,
                                "app.kubernetes.io/version", version))
                        .containsKey("app.kubernetes.io/component"));
    }

    @Test
    void runsTheImageThatTheDockerfileBuilds() throws IOException {
        String image = NAME + ":" + version();

        assertThat(manifest.containers()).extracting(Container::getImage).containsOnly(image);
        assertThat(Path.of("docker/Dockerfile.native"))
                .content()
                .contains("-t " + image + " .", "ARG VERSION=" + version());
    }

    @Test
    void keepsTheAlertsOfServicesApart() throws IOException {
        JsonNode alerts = new ObjectMapper(new YAMLFactory())
                .readTree(Path.of("docker/alerts.yaml").toFile());

        assertThat(alerts.findValuesAsText("name")).containsExactly(NAME);
        assertThat(metrics(alerts.findValuesAsText("expr")))
                .allMatch(labels -> labels.contains("job=\"" + NAME + "\""));
    }

    @Test
    void keepsTheDashboardsOfServicesApart() throws IOException {
        JsonNode dashboard =
                new ObjectMapper().readTree(Path.of("docker/dashboard.json").toFile());

        assertThat(dashboard.path("uid").asText()).isEqualTo(NAME);
        assertThat(dashboard.path("title").asText()).isEqualTo(NAME);
        assertThat(metrics(dashboard.findValuesAsText("expr"))).allMatch(labels -> labels.contains("job=~\"$job\""));
    }

    /** Returns the labels that each metric of the expressions is asked for with. */
    private static List<String> metrics(List<String> expressions) {
        List<String> found = expressions.stream()
                .map(expression -> GROUPING.matcher(expression).replaceAll(""))
                .flatMap(expression -> METRIC.matcher(expression).results().map(MatchResult::group))
                .toList();
        assertThat(found).hasSizeGreaterThanOrEqualTo(expressions.size());
        return found;
    }

    private static String version() throws IOException {
        return VERSION.matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
    }
}
