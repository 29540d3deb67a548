package org.acme.stringsvc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.File;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Checks that two services made from one template run on one Docker engine. */
class ComposeTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @Test
    void isAProjectOfItsOwn() throws IOException {
        assertThat(read("compose.yaml").path("name").asText()).isEqualTo("stringsvc");
    }

    @Test
    void letsASecondServiceTakeOtherPortsAndAnotherNetwork() throws IOException {
        assertThat(read("compose.yaml").at("/services/front/ports"))
                .isNotEmpty()
                .allSatisfy(port -> assertThat(port.asText()).contains("PORT:-"));
        assertThat(read("compose.srv.yaml").at("/networks/default/ipam/config"))
                .isNotEmpty()
                .allSatisfy(
                        network -> assertThat(network.path("subnet").asText()).startsWith("${SUBNET:-"));
    }

    private static JsonNode read(String file) throws IOException {
        return YAML.readTree(new File("docker", file));
    }
}
