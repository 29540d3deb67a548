package org.acme.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.apps.Deployment;
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
        assertThat(manifest.of(Deployment.class)).allSatisfy(deployment -> {
            Probe startup = deployment
                    .getSpec()
                    .getTemplate()
                    .getSpec()
                    .getContainers()
                    .get(0)
                    .getStartupProbe();
            assertThat(deployment.getSpec().getProgressDeadlineSeconds())
                    .isGreaterThan(startup.getPeriodSeconds() * startup.getFailureThreshold()
                            + deployment.getSpec().getMinReadySeconds());
        });
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
}
