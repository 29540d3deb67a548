package org.acme.kit.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(BoundedTagsTest.WithMetricsOfQuarkus.class)
class BoundedTagsTest {

    public static class WithMetricsOfQuarkus implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.micrometer.binder.http-server.enabled", "true");
        }
    }

    @TestHTTPResource(value = "/metrics", management = true)
    URL metrics;

    @TestHTTPResource("/")
    URI service;

    @Test
    void doNotGrowWithPathsAndMethodsThatCallersMakeUp() throws Exception {
        askForNonsense(0, 50);
        int before = Scrape.of(metrics).series("http_server_requests");
        assertThat(before).isPositive();

        askForNonsense(50, 1_050);

        assertThat(Scrape.of(metrics).series("http_server_requests")).isEqualTo(before);
    }

    private void askForNonsense(int from, int to) throws Exception {
        HttpClient caller = HttpClient.newHttpClient();
        for (int call = from; call < to; call++) {
            String method = call % 2 == 0 ? "GET" : "MADEUP" + call;
            caller.send(
                    HttpRequest.newBuilder(service.resolve("/made/up/" + call + "?n=" + call))
                            .method(method, BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.discarding());
        }
    }
}
