package org.acme.kit.middleware;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.arc.NoClassInterceptors;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.endpoint.ServerEndpoint;
import org.junit.jupiter.api.Test;

/** The container surrounds every method of an endpoint, not only its function. */
@QuarkusTest
class OtherMethodsTest {

    @ServerEndpoint
    static class KitBookEndpoint implements Endpoint<String, String> {
        @Override
        public String call(String request) {
            return request.isEmpty() ? nothing() : title() + request;
        }

        String nothing() {
            return "nothing";
        }

        @NoClassInterceptors
        String title() {
            return "booked ";
        }
    }

    @Inject
    KitBookEndpoint book;

    @Test
    void mayHaveNoParameter() {
        assertThat(book.call("")).isEqualTo("nothing");
    }

    @Test
    void areNoCallsIfTheySaySo() {
        try (LogLines log = new LogLines("endpoint")) {
            book.call("x");

            assertThat(log.lines()).singleElement().asString().startsWith("INFO endpoint=kit-book outcome=ok");
        }
    }
}
