package org.acme.kit.middleware;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.endpoint.ServerEndpoint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The container surrounds every method of an endpoint; the chain takes only its function for a call. */
@QuarkusTest
class OtherMethodsTest {

    static class KitShelf {
        String shelf() {
            return " from the shelf";
        }
    }

    @ServerEndpoint
    static class KitBookEndpoint extends KitShelf implements Endpoint<String, String> {
        @Override
        public String call(String request) {
            return title(null) + request + shelf() + call(1, 2);
        }

        String title(@Nullable String none) {
            return "booked ";
        }

        String call(int one, int two) {
            return "";
        }

        String call(Integer one) {
            return "";
        }
    }

    @Inject
    KitBookEndpoint book;

    @Test
    void areNoCalls() {
        try (LogLines log = new LogLines("endpoint")) {
            assertThat(book.call("x")).isEqualTo("booked x from the shelf");
            assertThat(book.call(3)).isEmpty();

            assertThat(log.lines()).singleElement().asString().startsWith("INFO endpoint=kit-book outcome=ok");
        }
    }
}
