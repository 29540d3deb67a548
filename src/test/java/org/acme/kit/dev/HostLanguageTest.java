package org.acme.kit.dev;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class HostLanguageTest {

    private static final class Peer implements DevPeer {

        @Override
        public String name() {
            return "_http._tcp.abroad.test";
        }

        @Override
        public void answer(HttpServerRequest request) {
            request.response().end();
        }
    }

    /** Its digits are not ASCII: {@code String.format} would write a zone that no DNS server reads. */
    @Test
    void devModeStartsOnAHostThatSpeaksArabic() {
        Locale before = Locale.getDefault();
        Vertx vertx = Vertx.vertx();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try (DevNetwork network = new DevNetwork(vertx, List.of(new Peer()))) {
            assertThat(network.dns().address().getPort()).isPositive();
        } finally {
            Locale.setDefault(before);
            vertx.close();
        }
    }
}
