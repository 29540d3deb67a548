package org.acme.stringsvc.orders;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OrderEventsTest {

    @TestHTTPResource
    URI service;

    @Test
    void tellsOfAnOrderThatIsPlacedAndOfNoneThatIsRefused() throws Exception {
        try (Reader reader = new Reader(null)) {
            UUID id = UUID.randomUUID();
            place(id, 201);
            place(id, 409);
            UUID next = UUID.randomUUID();
            place(next, 201);

            reader.readUntil(id);
            assertThat(reader.read()).contains(next.toString());
        }
    }

    @Test
    void goesOnAfterTheLastEventThatWasRead() throws Exception {
        String last;
        UUID first = UUID.randomUUID();
        try (Reader reader = new Reader(null)) {
            place(first, 201);
            last = reader.readUntil(first);
        }
        List<UUID> meanwhile = List.of(UUID.randomUUID(), UUID.randomUUID());
        meanwhile.forEach(id -> place(id, 201));

        try (Reader reader = new Reader(last)) {
            assertThat(reader.read()).contains(meanwhile.get(0).toString());
            assertThat(reader.read()).contains(meanwhile.get(1).toString());
        }
    }

    @Test
    void goesOnWhereAStreamBeganThatHadNoEvent() throws Exception {
        String begin;
        try (Reader reader = new Reader(null)) {
            begin = reader.begin;
        }
        UUID meanwhile = UUID.randomUUID();
        place(meanwhile, 201);

        try (Reader reader = new Reader(begin)) {
            reader.readUntil(meanwhile);
        }
    }

    @Test
    void saysThatEventsAreMissingAfterARestart() throws Exception {
        try (Reader reader = new Reader("of-another-run-7")) {
            assertThat(reader.line("event:")).isEqualTo("missing");
        }
    }

    @Test
    void sendsCommentsWhileNothingHappens() throws Exception {
        try (Reader reader = new Reader(null)) {
            reader.line(":");
            reader.line(":");
        }
    }

    static void place(UUID id, int status) {
        given().contentType(ContentType.JSON)
                .body("{\"id\":\"" + id + "\",\"items\":[{\"sku\":\"a-1\",\"quantity\":1}]}")
                .post("/orders")
                .then()
                .statusCode(status);
    }

    /** A caller that reads line by line. It is heard once the first comment is there. */
    private final class Reader implements AutoCloseable {

        private final Socket socket;
        private final BufferedReader lines;
        private final String begin;

        Reader(String last) throws IOException {
            socket = new Socket(service.getHost(), service.getPort());
            socket.setSoTimeout(60_000);
            String header = last == null ? "" : "Last-Event-ID: " + last + "\r\n";
            socket.getOutputStream()
                    .write(("GET /orders/events HTTP/1.0\r\nAccept: text/event-stream\r\n" + header + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            if (last == null) {
                line(":");
                begin = line("id:");
            } else {
                begin = last;
            }
        }

        /** Returns the data of the next event. */
        String read() throws IOException {
            return line("data:");
        }

        /** Reads until the event of an order, and returns the id of that. */
        String readUntil(UUID order) throws IOException {
            while (true) {
                String id = line("id:");
                if (read().contains(order.toString())) {
                    return id;
                }
            }
        }

        /** Returns the rest of the next line with that beginning. */
        String line(String beginning) throws IOException {
            String line = lines.readLine();
            while (!line.startsWith(beginning)) {
                line = lines.readLine();
            }
            return line.substring(beginning.length()).strip();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
