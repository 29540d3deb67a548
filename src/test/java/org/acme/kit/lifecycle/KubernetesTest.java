package org.acme.kit.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads {@code docker/kubernetes.yaml} as the API server does: a field that it does not know is an error. */
class KubernetesTest {

    // The manifest's quarkus.shutdown.delay and the kit's quarkus.shutdown.timeout.
    private static final Duration STOPPING = Duration.ofSeconds(10 + 30);

    private final List<HasMetadata> resources = read();

    @Test
    void letsEveryPodFinishWhatRuns() {
        assertThat(pods())
                .isNotEmpty()
                .allSatisfy(pod -> assertThat(Duration.ofSeconds(pod.getTerminationGracePeriodSeconds()))
                        .isGreaterThan(STOPPING));
    }

    @Test
    void asksOnlyPortsThatAreThere() {
        assertThat(containers())
                .isNotEmpty()
                .allSatisfy(
                        container -> assertThat(container.getPorts().stream().map(ContainerPort::getName))
                                .contains(
                                        container
                                                .getStartupProbe()
                                                .getHttpGet()
                                                .getPort()
                                                .getStrVal(),
                                        container
                                                .getLivenessProbe()
                                                .getHttpGet()
                                                .getPort()
                                                .getStrVal(),
                                        container
                                                .getReadinessProbe()
                                                .getHttpGet()
                                                .getPort()
                                                .getStrVal()));
    }

    @Test
    void selectsThePodsOfADeployment() {
        List<Map<String, String>> labels = of(Deployment.class)
                .map(deployment ->
                        deployment.getSpec().getTemplate().getMetadata().getLabels())
                .toList();

        assertThat(of(Service.class).map(service -> service.getSpec().getSelector()))
                .isNotEmpty()
                .isSubsetOf(labels);
        assertThat(of(PodDisruptionBudget.class)
                        .map(budget -> budget.getSpec().getSelector().getMatchLabels()))
                .containsExactlyInAnyOrderElementsOf(labels);
        assertThat(of(Deployment.class)
                        .map(deployment -> deployment.getSpec().getSelector().getMatchLabels()))
                .isEqualTo(labels);
    }

    @Test
    void asksForTheSrvRecordOfTheHeadlessService() {
        String name = of(Service.class)
                .filter(service -> "None".equals(service.getSpec().getClusterIP()))
                .map(service -> "_%s._tcp.%s."
                        .formatted(
                                service.getSpec().getPorts().get(0).getName(),
                                service.getMetadata().getName()))
                .findFirst()
                .orElseThrow();

        assertThat(containers().flatMap(container -> container.getEnv().stream()))
                .anySatisfy(variable -> {
                    assertThat(variable.getName()).endsWith("_SERVICE_DISCOVERY_NAME");
                    assertThat(variable.getValue()).startsWith(name);
                });
    }

    private Stream<PodSpec> pods() {
        return of(Deployment.class)
                .map(deployment -> deployment.getSpec().getTemplate().getSpec());
    }

    private Stream<Container> containers() {
        return pods().flatMap(pod -> pod.getContainers().stream());
    }

    private <T> Stream<T> of(Class<T> kind) {
        return resources.stream().filter(kind::isInstance).map(kind::cast);
    }

    private static List<HasMetadata> read() {
        ObjectMapper strict = new ObjectMapper(new YAMLFactory()).setAnnotationIntrospector(new Strict());
        try (MappingIterator<HasMetadata> documents = strict.readerFor(HasMetadata.class)
                .readValues(Path.of("docker/kubernetes.yaml").toFile())) {
            return documents.readAll();
        } catch (IOException wrong) {
            throw new AssertionError(wrong);
        }
    }

    /** The model keeps what it does not know; the API server drops it with a warning at best. */
    private static final class Strict extends JacksonAnnotationIntrospector {
        @Override
        public Boolean hasAnySetter(Annotated member) {
            return false;
        }
    }
}
