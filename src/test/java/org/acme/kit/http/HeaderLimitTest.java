package org.acme.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HeaderLimitTest {

    @Test
    void limitsHeadersTheSameInBothVersions() throws Exception {
        try (Http2 client = new Http2(RestAssured.port)) {
            for (int size : new int[] {100, 9_000, 19_000}) {
                assertThat(RawHttp.send(
                                RestAssured.port,
                                "GET /kit-test/received HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Long: "
                                        + "x".repeat(size) + "\r\n\r\n"))
                        .startsWith("HTTP/1.1 200 ");
                assertThat(client.post("/kit-test/received", Map.of("x-long", "x".repeat(size)), Buffer.buffer("hello"))
                                .status())
                        .isEqualTo(200);
            }
            assertThat(client.get("/kit-test/received").status()).isEqualTo(200);
            assertThat(client.connections()).isEqualTo(1);
        }
    }

    /** The client of Vert.x asks the server before it sends; that of the JDK does not. */
    @Test
    void refusesHeadersOverTheLimitInBothVersions() throws Exception {
        assertThat(RawHttp.send(
                        RestAssured.port,
                        "GET /kit-test/received HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Long: "
                                + "x".repeat(22_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ");
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port))
                .version(HttpClient.Version.HTTP_2);
        client.send(request.build(), HttpResponse.BodyHandlers.discarding());

        assertThat(refusal(client, request.header("x-long", "x".repeat(22_000)).build()))
                .containsAnyOf("HTTP_2 431", "RST_STREAM");
    }

    /** The server answers, and then resets the stream; a caller may see the second before it has looked at the first. */
    private static String refusal(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            HttpResponse<Void> answer = client.send(request, HttpResponse.BodyHandlers.discarding());
            return answer.version() + " " + answer.statusCode();
        } catch (IOException reset) {
            return reset.getMessage();
        }
    }
}
