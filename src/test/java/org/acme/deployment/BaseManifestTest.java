package org.acme.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks what the manifest promises: Pods that finish what runs, selectors that select, no needless rights. */
class BaseManifestTest {

    /** The TTL that kubeadm gives the cluster's DNS, and min-ttl with its jitter: so long a caller may believe in a Pod. */
    private static final Duration BELIEVED = Duration.ofMillis(30_000 + 5500);

    private final Manifest manifest = Manifest.base();

    @Test
    void servesOnForAsLongAsTheSlowestDnsNamesAPod() {
        assertThat(manifest.containers())
                .isNotEmpty()
                .allSatisfy(container -> assertThat(delay(container)).isGreaterThan(BELIEVED));
    }

    @Test
    void letsEveryPodFinishWhatRunsAfterTheDelay() throws IOException {
        Duration timeout = Duration.parse("PT" + defaultOf("quarkus.shutdown.timeout"));

        assertThat(manifest.pods()).isNotEmpty().allSatisfy(pod -> {
            Duration delay = delay(pod.getContainers().get(0));
            assertThat(Duration.ofSeconds(pod.getTerminationGracePeriodSeconds()))
                    .isGreaterThan(delay.plus(timeout));
        });
    }

    @Test
    void selectsThePodsOfOneDeployment() {
        List<Map<String, String>> pods = manifest.labels();

        assertThat(Stream.of(
                                manifest.of(Service.class)
                                        .map(service -> service.getSpec().getSelector()),
                                manifest.of(PodDisruptionBudget.class)
                                        .map(budget ->
                                                budget.getSpec().getSelector().getMatchLabels()),
                                manifest.of(Deployment.class)
                                        .map(deployment -> deployment
                                                .getSpec()
                                                .getSelector()
                                                .getMatchLabels()))
                        .flatMap(selectors -> selectors))
                .isNotEmpty()
                .allSatisfy(selector -> assertThat(pods)
                        .filteredOn(labels -> labels.entrySet().containsAll(selector.entrySet()))
                        .hasSize(1));
    }

    @Test
    void givesEveryDeploymentABudget() {
        assertThat(manifest.names(PodDisruptionBudget.class)).isEqualTo(manifest.names(Deployment.class));
    }

    @Test
    void spreadsPodsOverZonesAndHosts() {
        assertThat(manifest.of(Deployment.class))
                .allSatisfy(deployment -> assertThat(
                                deployment.getSpec().getTemplate().getSpec().getTopologySpreadConstraints())
                        .allSatisfy(constraint -> assertThat(constraint.getLabelSelector())
                                .isEqualTo(deployment.getSpec().getSelector()))
                        .extracting("topologyKey")
                        .containsExactly("topology.kubernetes.io/zone", "kubernetes.io/hostname"));
    }

    @Test
    void runsWithoutRightsThatItDoesNotNeed() {
        assertThat(manifest.pods()).allSatisfy(BaseManifestTest::isRestricted);
        assertThat(manifest.containers().map(Container::getSecurityContext)).allSatisfy(context -> {
            assertThat(context.getReadOnlyRootFilesystem()).isTrue();
            assertThat(context.getAllowPrivilegeEscalation()).isFalse();
            assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
        });
    }

    @Test
    void reservesAllTheMemoryThatItMayTake() {
        assertThat(manifest.containers().map(Container::getResources)).allSatisfy(resources -> {
            Quantity limit = resources.getLimits().get("memory");
            assertThat(resources.getRequests()).containsEntry("memory", limit).containsKey("cpu");
        });
    }

    @Test
    void asksForTheSrvRecordOfAHeadlessService() {
        List<String> headless = manifest.of(Service.class)
                .filter(service -> "None".equals(service.getSpec().getClusterIP()))
                .map(service -> "_%s._tcp.%s."
                        .formatted(
                                service.getSpec().getPorts().get(0).getName(),
                                service.getMetadata().getName()))
                .toList();

        assertThat(manifest.variables().filter(variable -> variable.getName().endsWith("_SERVICE_DISCOVERY_NAME")))
                .allSatisfy(variable -> assertThat(expanded(variable.getValue()))
                        .matches(name -> headless.stream().anyMatch(name::startsWith))
                        .endsWith(".svc"));
    }

    private static void isRestricted(PodSpec pod) {
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getEnableServiceLinks()).isFalse();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(1001);
        assertThat(pod.getSecurityContext().getRunAsGroup()).isEqualTo(1001);
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    }

    private static Duration delay(Container container) {
        return Manifest.duration(container, "QUARKUS_SHUTDOWN_DELAY");
    }

    /** Returns the default of a key, wherever on the class path the kit is. */
    private static String defaultOf(String key) throws IOException {
        ClassLoader classPath = Thread.currentThread().getContextClassLoader();
        for (URL file : Collections.list(classPath.getResources("META-INF/microprofile-config.properties"))) {
            Properties defaults = new Properties();
            try (InputStream content = file.openStream()) {
                defaults.load(content);
            }
            if (defaults.containsKey(key)) {
                return defaults.getProperty(key);
            }
        }
        throw new AssertionError(key + " has no default");
    }

    /** Replaces {@code $(NAME)} by the value of that variable, as the kubelet does. */
    private String expanded(String value) {
        return manifest.variables()
                .filter(variable -> variable.getValue() != null)
                .map(EnvVar::getName)
                .distinct()
                .reduce(value, (text, name) -> text.replace("$(" + name + ")", value(name)));
    }

    private String value(String name) {
        return manifest.variables()
                .filter(variable -> variable.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getValue();
    }
}
