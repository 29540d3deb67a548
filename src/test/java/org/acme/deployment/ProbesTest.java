package org.acme.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks the probes of the manifest: a busy Pod is left alone, one that hangs or never starts is not. */
class ProbesTest {

    private final Manifest manifest = Manifest.base();

    @Test
    void asksOnlyPortsThatAreThere() {
        assertThat(manifest.containers())
                .allSatisfy(container -> assertThat(container.getPorts())
                        .extracting(ContainerPort::getName)
                        .containsAll(probes(container)
                                .map(probe -> probe.getHttpGet().getPort().getStrVal())
                                .toList()));
    }

    @Test
    void turnsNoPodDownForOneMissedProbe() {
        assertThat(manifest.containers().flatMap(ProbesTest::probes)).allSatisfy(probe -> {
            assertThat(probe.getFailureThreshold()).isGreaterThan(1);
            assertThat(probe.getTimeoutSeconds()).isGreaterThanOrEqualTo(2);
        });
    }

    @Test
    void givesUpOnARollOutLaterThanOnAStart() {
        assertThat(manifest.of(Deployment.class).map(Deployment::getSpec)).allSatisfy(spec -> {
            Container container = spec.getTemplate().getSpec().getContainers().get(0);
            assertThat(Duration.ofSeconds(spec.getProgressDeadlineSeconds()))
                    .isGreaterThan(startBudget(container).plusSeconds(spec.getMinReadySeconds()));
        });
    }

    @Test
    void stopsARollOutThatFindsNoPeer() {
        assertThat(manifest.containers().filter(ProbesTest::hasPeers))
                .allSatisfy(container -> assertThat(Manifest.duration(container, "KIT_DISCOVERY_STARTUP_WAIT"))
                        .isGreaterThan(startBudget(container)));
    }

    @Test
    void doesNotWaitForAHungContainer() {
        assertThat(manifest.containers().map(Container::getLivenessProbe))
                .allSatisfy(probe ->
                        assertThat(probe.getTerminationGracePeriodSeconds()).isBetween(1L, 10L));
    }

    private static Stream<Probe> probes(Container container) {
        return Stream.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe());
    }

    private static Duration startBudget(Container container) {
        Probe startup = container.getStartupProbe();
        return Duration.ofSeconds((long) startup.getPeriodSeconds() * startup.getFailureThreshold());
    }

    private static boolean hasPeers(Container container) {
        return container.getEnv().stream()
                .anyMatch(variable -> variable.getName().endsWith("_SERVICE_DISCOVERY_NAME"));
    }
}
