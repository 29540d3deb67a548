package org.acme.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks what the overlay for production adds: it fits the base. */
class ProductionManifestTest {

    private static final Path FOLDER = Manifest.FOLDER.resolve("production");

    private final Manifest base = Manifest.base();

    @Test
    void scalesEveryDeployment() {
        assertThat(Manifest.read(FOLDER.resolve("autoscaling.yaml")).of(HorizontalPodAutoscaler.class))
                .extracting(scaler -> scaler.getSpec().getScaleTargetRef().getName())
                .containsExactlyInAnyOrderElementsOf(base.names(Deployment.class));
    }

    @Test
    void leavesTheNumberOfPodsToTheAutoscaler() throws IOException {
        assertThat(Files.readString(FOLDER.resolve("kustomization.yaml")))
                .containsPattern("op: remove\\s+path: /spec/replicas");
    }

    @Test
    void opensToOthersOnlyPortsThatAreThere() {
        assertThat(rules().flatMap(rule -> rule.getPorts().stream())
                        .map(NetworkPolicyPort::getPort)
                        .map(port -> port.getStrVal()))
                .isNotEmpty()
                .isSubsetOf(base.containers()
                        .flatMap(container -> container.getPorts().stream())
                        .map(ContainerPort::getName)
                        .toList());
    }

    @Test
    void saysForEveryPortWhoMayAsk() {
        assertThat(rules()).allSatisfy(rule -> assertThat(rule.getFrom()).isNotEmpty());
    }

    @Test
    void guardsEveryPod() {
        List<LabelSelector> guarded =
                policies().map(policy -> policy.getSpec().getPodSelector()).toList();

        assertThat(base.labels())
                .allSatisfy(labels -> assertThat(guarded)
                        .filteredOn(selector -> labels.entrySet()
                                .containsAll(selector.getMatchLabels().entrySet()))
                        .as("one policy for calls, one for operators")
                        .hasSize(2));
    }

    private static Stream<NetworkPolicy> policies() {
        return Manifest.read(FOLDER.resolve("network.yaml")).of(NetworkPolicy.class);
    }

    private static Stream<NetworkPolicyIngressRule> rules() {
        return policies().flatMap(policy -> policy.getSpec().getIngress().stream());
    }
}
