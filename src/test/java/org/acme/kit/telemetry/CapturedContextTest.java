package org.acme.kit.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The same with the two keys that capture the contexts for each step. */
@QuarkusTest
@TestProfile(CapturedContextTest.Captured.class)
class CapturedContextTest extends ContextPropagationTest {

    /** As the comment of META-INF/microprofile-config.properties says. */
    public static class Captured implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "mp.context.ThreadContext.propagated", "Remaining",
                    "mp.context.ThreadContext.unchanged", "None");
        }
    }

    @Test
    void aRequestScopeReachesAnotherThread() {
        assertThat(get("on-another-thread")).isEqualTo("acme");
    }

    @Override
    boolean captures() {
        return true;
    }
}
