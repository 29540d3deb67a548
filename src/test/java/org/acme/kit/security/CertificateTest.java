package org.acme.kit.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Certificates of callers in place of tokens: nothing of tokens is configured, and the endpoints are the same. */
@QuarkusTest
@TestProfile(CertificateTest.MutualTls.class)
class CertificateTest {

    public static class MutualTls implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.http.ssl.client-auth", "request",
                    "quarkus.http.tls-configuration-name", "kit",
                    "quarkus.http.test-ssl-port", "0",
                    "mp.jwt.verify.publickey", "NONE",
                    "mp.jwt.verify.issuer", "NONE");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Certificates.class));
        }
    }

    @TestHTTPResource(value = "/kit-test/bank/", tls = true)
    URL bank;

    @ParameterizedTest
    @CsvSource({
        "clerk, ledger, 200", "clerk, archive, 200",
        "guest, ledger, 403", "guest, archive, 403",
        "nobody, ledger, 401", "nobody, archive, 401",
        "nobody, counter, 200"
    })
    void letsAClerkInByCertificate(String caller, String path, int status) throws Exception {
        HttpClient client =
                HttpClient.newBuilder().sslContext(Certificates.of(caller)).build();

        HttpResponse<String> answer =
                client.send(HttpRequest.newBuilder(URI.create(bank + path)).build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }
}
