package org.acme.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** What the workflows may do: a stolen action or a loose token harms whoever trusts the releases. */
class WorkflowsTest {

    private static final Pattern USE = Pattern.compile("uses: (.*)");

    @ParameterizedTest
    @MethodSource("workflows")
    void mayOnlyReadUnlessAJobSaysMore(Path workflow) throws IOException {
        assertThat(parsed(workflow).get("permissions")).isEqualTo(Map.of("contents", "read"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void pinsActionsToCommitsAndSaysWhichVersionsTheyAre(Path workflow) throws IOException {
        List<String> uses = USE.matcher(Files.readString(workflow))
                .results()
                .map(use -> use.group(1))
                .toList();

        assertThat(uses)
                .isNotEmpty()
                .allMatch(use -> use.startsWith("./.github/")
                        || use.matches("[\\w-]+/[\\w/-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void leavesNoTokenInACheckout(Path workflow) throws IOException {
        String text = Files.readString(workflow);

        assertThat(text.split("persist-credentials: false")).hasSameSizeAs(text.split("actions/checkout@"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void endsEachJobInTime(Path workflow) throws IOException {
        var jobs = (Map<String, Map<String, Object>>) parsed(workflow).get("jobs");

        assertThat(jobs.values())
                .isNotEmpty()
                .allMatch(job -> job.containsKey("timeout-minutes") || job.containsKey("uses"));
    }

    /** Else what is released says of itself that it is another version. */
    @Test
    void releaseNothingWhoseVersionIsNotTheTag() throws IOException {
        assertThat(Files.readString(Path.of(".github/workflows/release.yml")))
                .contains("test \"v$(./mvnw -B -ntp -q help:evaluate -Dexpression=project.version -DforceStdout)\""
                        + " = \"$GITHUB_REF_NAME\"");
    }

    @Test
    void updatesWait() throws IOException {
        List<Map<String, Object>> updates = (List<Map<String, Object>>)
                parsed(Path.of(".github/dependabot.yml")).get("updates");

        assertThat(updates).extracting("package-ecosystem").contains("maven", "github-actions");
        assertThat(updates.stream().anyMatch(update -> update.containsValue("docker")))
                .isEqualTo(Files.exists(Path.of("docker")));
        assertThat(updates).extracting("cooldown").containsOnly(Map.of("default-days", 7));
    }

    private static Map<String, Object> parsed(Path file) throws IOException {
        return new Yaml().load(Files.readString(file));
    }

    private static Stream<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(".github/workflows"))) {
            return files.toList().stream();
        }
    }
}
