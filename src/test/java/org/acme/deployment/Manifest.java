package org.acme.deployment;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The objects of a manifest, read as the API server reads them: an unknown field is an error. */
record Manifest(List<HasMetadata> objects) {

    static final Path FOLDER = Path.of("docker/kubernetes");

    /** Reads the one file that is enough to run the service; its name is the service's. */
    static Manifest base() {
        return read(FOLDER.resolve("base/stringsvc.yaml"));
    }

    static Manifest read(Path file) {
        ObjectMapper strict = new ObjectMapper(new YAMLFactory()).setAnnotationIntrospector(new Strict());
        try (MappingIterator<HasMetadata> documents =
                strict.readerFor(HasMetadata.class).readValues(file.toFile())) {
            return new Manifest(documents.readAll());
        } catch (IOException wrong) {
            throw new AssertionError(file + " is no manifest", wrong);
        }
    }

    <T extends HasMetadata> Stream<T> of(Class<T> kind) {
        return objects.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** Returns the names of all objects of a kind, sorted. */
    List<String> names(Class<? extends HasMetadata> kind) {
        return of(kind).map(object -> object.getMetadata().getName())
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    /** Returns the labels of the Pods of each Deployment. */
    List<Map<String, String>> labels() {
        return of(Deployment.class)
                .map(deployment ->
                        deployment.getSpec().getTemplate().getMetadata().getLabels())
                .toList();
    }

    Stream<PodSpec> pods() {
        return of(Deployment.class)
                .map(deployment -> deployment.getSpec().getTemplate().getSpec());
    }

    Stream<Container> containers() {
        return pods().flatMap(pod -> pod.getContainers().stream());
    }

    Stream<EnvVar> variables() {
        return containers().flatMap(container -> container.getEnv().stream());
    }

    /** Returns the value of a variable that holds a time, like {@code 35s}. */
    static Duration duration(Container container, String variable) {
        return container.getEnv().stream()
                .filter(candidate -> candidate.getName().equals(variable))
                .map(found -> Duration.parse("PT" + found.getValue()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(variable + " is not set"));
    }

    /** The model keeps what it does not know; the API server refuses it. */
    private static final class Strict extends JacksonAnnotationIntrospector {
        @Override
        public Boolean hasAnySetter(Annotated member) {
            return false;
        }
    }
}
