package org.acme.benchmark;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Has log lines formatted as in production and thrown away: what a benchmark measures must not be the terminal. */
public class LogsToNowhere implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.log.console.enabled", "false",
                "quarkus.log.file.enabled", "true",
                "quarkus.log.file.path", "/dev/null",
                "quarkus.log.file.rotation.rotate-on-boot", "false",
                "quarkus.log.file.rotation.max-file-size", "1T");
    }
}
