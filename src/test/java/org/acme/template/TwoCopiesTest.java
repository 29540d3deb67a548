package org.acme.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two services made from this project are good neighbours: what is deployed of them has no name in common. */
class TwoCopiesTest {

    /** Of these objects a name is no name within a namespace or an engine: containers, ports, variables, volumes, metrics. */
    private static final Set<String> INNER =
            Set.of("containers", "ports", "env", "volumes", "volumeMounts", "resource");

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @TempDir
    Path folder;

    @Test
    void haveNoNameInCommon() throws IOException {
        Set<String> orders = names(copy("orders"));
        Set<String> billing = names(copy("billing"));

        assertThat(orders)
                .contains("orders", "orders-headless", "orders-peer", "orders-management", "orders:1.0.0-SNAPSHOT")
                .contains("_http._tcp.orders.test")
                .hasSameSizeAs(billing)
                .doesNotContainAnyElementsOf(billing);
    }

    private Path copy(String name) throws IOException {
        Path copy = folder.resolve(name);
        for (String part : new String[] {"docker", ".mvn"}) {
            try (Stream<Path> all = Files.walk(Path.of(part))) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    Path to = copy.resolve(file);
                    Files.createDirectories(to.getParent());
                    Files.copy(file, to);
                }
            }
        }
        Program.run(copy, "com.example", name);
        return copy.resolve("docker");
    }

    private static Set<String> names(Path folder) throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file :
                    all.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                boolean deployed = !file.getFileName().toString().startsWith("alerts");
                try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
                    while (deployed && documents.hasNext()) {
                        collect(documents.next(), names);
                    }
                }
            }
        }
        return names;
    }

    private static void collect(JsonNode node, Set<String> names) {
        for (JsonNode item : node.isArray() ? node : YAML.createArrayNode()) {
            collect(item, names);
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String key = field.getKey();
            String text = field.getValue().asText();
            boolean named = key.equals("name")
                    || key.matches("app\\.kubernetes\\.io/(name|instance|part-of)")
                    || key.equals("QUARKUS_STORK_PEERS_SERVICE_DISCOVERY_NAME") && text.startsWith("_");
            if (named && field.getValue().isTextual()) {
                names.add(text);
            } else if (key.equals("image") && !text.contains("/")) { // of a registry are those of others
                names.add(text.replaceFirst("^\\$\\{IMAGE:-(.*)}$", "$1"));
            } else if (!INNER.contains(key)) {
                collect(field.getValue(), names);
            } else if (key.equals("containers")) {
                field.getValue().findValuesAsText("image").forEach(names::add);
            }
        }
    }
}
