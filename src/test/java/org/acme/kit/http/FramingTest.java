package org.acme.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.acme.kit.middleware.LogLines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However a body is framed: up to the limit it is read, over the limit there is one answer, 413, and the log stays quiet. */
@QuarkusTest
class FramingTest {

    private static final int LIMIT = 1024 * 1024;
    private static final String FORM = "multipart/form-data; boundary=x";
    private static final String PART = "--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n";
    private static final String FILE = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"z\"\r\n\r\n";

    @TestHTTPResource(value = "/", management = true)
    URL management;

    private final LogLines log = new LogLines("");

    @AfterEach
    void nothingIsAnError() {
        log.close();
        assertThat(log.lines()).noneMatch(line -> line.startsWith("ERROR"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/kit-test/received", "/kit-test/received/stream"})
    void readsABodyUpToTheLimit(String path) throws Exception {
        String body = "x".repeat(LIMIT);

        assertThat(raw(path, "Content-Length: " + LIMIT, body)).endsWith("\r\n\r\n" + LIMIT);
        assertThat(raw(path, "Transfer-Encoding: chunked", chunk(body))).endsWith("\r\n\r\n" + LIMIT);
        try (Http2 client = new Http2(RestAssured.port)) {
            assertThat(client.post(path, Map.of("content-length", "" + LIMIT), Buffer.buffer(body))
                            .body())
                    .isEqualTo("" + LIMIT);
            assertThat(client.post(path, Map.of(), Buffer.buffer(body)).body()).isEqualTo("" + LIMIT);
            assertThat(client.post(path, Map.of(), Buffer.buffer()).body()).isEqualTo("0");
            assertThat(client.get("/kit-test/received").body()).isEqualTo("nothing");
            assertThat(client.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/kit-test/received/form", "/kit-test/received/form/now"})
    void readsAFormUpToTheLimit(String path) throws Exception {
        for (int octets : new int[] {1, 10_000, 900_000}) {
            String form = FILE + "z".repeat(octets) + "\r\n" + PART + "y".repeat(1000) + "\r\n--x--\r\n";
            String type = "Content-Type: " + FORM + "\r\n";

            assertThat(raw(path, type + "Content-Length: " + form.length(), form))
                    .endsWith("\r\n\r\n1000");
            assertThat(raw(path, type + "Transfer-Encoding: chunked", chunk(form)))
                    .endsWith("\r\n\r\n1000");
            try (Http2 client = new Http2(RestAssured.port)) {
                assertThat(client.post(path, Map.of("content-type", FORM), Buffer.buffer(form))
                                .body())
                        .isEqualTo("1000");
            }
        }
    }

    @Test
    void answersARequestWithoutABodyThatLeadsNowhere() throws Exception {
        for (int port : new int[] {RestAssured.port, management.getPort()}) {
            try (Http2 client = new Http2(port)) {
                assertThat(client.get("/q/nowhere").status()).isEqualTo(404);
                assertThat(client.get("/q/nowhere").body()).contains("\"status\":404");
                assertThat(client.connections()).isEqualTo(1);
            }
        }
    }

    @Test
    void keepsAConnectionOnWhichAFormLedNowhere() throws IOException {
        String form = FILE + "z".repeat(100_000) + "\r\n--x--\r\n";
        String head = "POST /kit-test/received/nowhere HTTP/1.1\r\nHost: x\r\nContent-Type: " + FORM;

        assertThat(RawHttp.send(
                        RestAssured.port,
                        head + "\r\nContent-Length: " + form.length() + "\r\n\r\n" + form + head
                                + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"))
                .matches("(?s)HTTP/1.1 404 .*HTTP/1.1 404 .*");
    }

    @Test
    void asksForABodyThatWaitsToBeAskedFor() throws Exception {
        String answer = raw("/kit-test/received", "Expect: 100-continue\r\nContent-Length: 5", "hello");

        assertThat(answer)
                .startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n")
                .endsWith("5");
    }

    @ParameterizedTest
    @CsvSource({
        "/kit-test/received, Content-Length: 1048577, false",
        "/kit-test/received, Transfer-Encoding: chunked, true",
        "/kit-test/received, 'Transfer-Encoding: gzip, chunked', true",
        "/kit-test/received/stream, Transfer-Encoding: chunked, true",
        "/kit-test/received/form, Content-Length: 1048577, false",
        "/kit-test/received/form, Transfer-Encoding: chunked, true",
        "/kit-test/received/form/now, Transfer-Encoding: chunked, true",
        "/nowhere, Transfer-Encoding: chunked, true"
    })
    void refusesABodyOverTheLimitOnce(String path, String framing, boolean chunked) throws Exception {
        String body = PART + "x".repeat(LIMIT);
        String type = path.contains("form") ? "\r\nContent-Type: " + FORM : "";

        isRefusal(raw(path, framing + type, chunked ? chunk(body) : ""));
    }

    @Test
    void countsWhatIsSentNotWhatItWouldUnpackTo() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[LIMIT + 1]);
        }
        String body = packed.toString("ISO-8859-1");

        assertThat(raw("/kit-test/received", "Transfer-Encoding: gzip, chunked", chunk(body)))
                .endsWith("\r\n\r\n" + packed.size());
    }

    @ParameterizedTest
    @CsvSource({
        "/kit-test/received, true, text/plain",
        "/kit-test/received, false, text/plain",
        "/kit-test/received/stream, false, text/plain",
        "/kit-test/received/form, true, multipart/form-data; boundary=x",
        "/kit-test/received/form, false, multipart/form-data; boundary=x"
    })
    void refusesABodyOverTheLimitOnItsStreamOnly(String path, boolean told, String type) throws Exception {
        Buffer body = Buffer.buffer(PART + "x".repeat(LIMIT));
        try (Http2 client = new Http2(RestAssured.port)) {
            HttpClientRequest other = client.begin("/kit-test/received", Map.of("content-length", "10"));
            other.write("hello");

            Map<String, String> headers = told
                    ? Map.of("content-type", type, "content-length", "" + body.length())
                    : Map.of("content-type", type);
            Http2.Answer refusal = client.post(path, headers, body);

            assertThat(refusal.status()).isEqualTo(413);
            assertThat(refusal.headers()).containsEntry("content-type", "application/problem+json");
            assertThat(refusal.headers()).doesNotContainKey("connection");
            assertThat(refusal.body()).contains("\"status\":413");
            // Later than the rest of a refused body is waited for.
            HttpClientRequest late = client.begin("/kit-test/received", Map.of("content-length", "4"));
            client.pass(Duration.ofMillis(1_200));
            assertThat(Http2.ended(late, "late").body()).isEqualTo("4");
            assertThat(Http2.ended(other, "hello").body()).isEqualTo("10");
            assertThat(client.connections()).isEqualTo(1);
        }
    }

    private static void isRefusal(String answer) {
        assertThat(answer)
                .startsWith("HTTP/1.1 413 ")
                .containsIgnoringCase("\r\nContent-Type: application/problem+json\r\n")
                .containsIgnoringCase("\r\nConnection: close\r\n")
                .contains("\"status\":413")
                .containsOnlyOnce("HTTP/1.1 ");
    }

    private static String chunk(String body) {
        return Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n";
    }

    private static String raw(String path, String headers, String body) throws IOException {
        return RawHttp.send(
                RestAssured.port,
                ("POST " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers + "\r\n\r\n" + body)
                        .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    }
}
