package org.acme.kit.dev;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

class DevNetworkTest {

    private static final String NAME = "_http._tcp.prices.test";

    private final AtomicInteger asked = new AtomicInteger();
    private final Vertx vertx = Vertx.vertx();
    private final DevNetwork network = new DevNetwork(vertx, List.of(new Prices()));

    @AfterEach
    void stop() {
        network.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void startsThreeCopiesThatAnswer() throws Exception {
        assertThat(network.addresses(NAME)).hasSize(3).doesNotHaveDuplicates();
        for (String address : network.addresses(NAME)) {
            assertThat(ask(address).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void letsOneCopyFailAndTheOthersAnswer() throws Exception {
        network.has(NAME, 1, Symptom.ANSWERS_503);

        assertThat(List.of(status(0), status(1), status(2))).containsExactly(200, 503, 200);
    }

    @Test
    void pushesBackForASecond() throws Exception {
        network.allHave(NAME, Symptom.PUSHES_BACK);

        assertThat(ask(network.addresses(NAME).get(2)).headers().firstValue("Retry-After"))
                .hasValue("1");
    }

    @Test
    void closesConnectionsAndHangs() {
        network.has(NAME, 0, Symptom.CLOSES_THE_CONNECTION);
        network.has(NAME, 1, Symptom.HANGS);

        assertThatThrownBy(() -> status(0)).isInstanceOf(IOException.class).isNotInstanceOf(HttpTimeoutException.class);
        assertThatThrownBy(() -> status(1)).isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void tellsThePeerOfRequestsThatItDoesNotAnswer() throws Exception {
        network.allHave(NAME, Symptom.ANSWERS_503);

        status(0);

        assertThat(asked).hasValue(1);
    }

    @Test
    void heals() throws Exception {
        network.allHave(NAME, Symptom.ANSWERS_503);
        network.allHave(NAME, Symptom.NONE);

        assertThat(status(0)).isEqualTo(200);
    }

    @Test
    void answersEveryOtherRequestWith503() throws Exception {
        network.has(NAME, 0, Symptom.ANSWERS_503_HALF_THE_TIME);

        assertThat(List.of(status(0), status(0), status(0), status(0))).containsExactly(503, 200, 503, 200);
    }

    @Test
    void answersWhatIsNoJson() throws Exception {
        network.has(NAME, 0, Symptom.ANSWERS_NONSENSE);

        HttpResponse<String> answer = ask(network.addresses(NAME).get(0));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.body()).startsWith("<html>");
    }

    @Test
    void refusesConnectionsAndComesBackOnTheSamePort() throws Exception {
        network.has(NAME, 0, Symptom.REFUSES);

        assertThatThrownBy(() -> status(0)).isInstanceOf(ConnectException.class);
        network.has(NAME, 0, Symptom.NONE);
        assertThat(status(0)).isEqualTo(200);
    }

    @Test
    void resetsAConnectionOnItsSecondRequest() throws Exception {
        network.has(NAME, 0, Symptom.RESETS_IDLE_CONNECTIONS);
        String request = "GET /prices HTTP/1.1\r\nHost: prices\r\n\r\n";
        String address = network.addresses(NAME).get(0);
        try (Socket socket = new Socket("127.0.0.1", Integer.parseInt(address.substring(address.indexOf(':') + 1)))) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 200 OK".length());
            assertThat(new String(answer, US_ASCII)).isEqualTo("HTTP/1.1 200 OK");
            socket.getOutputStream().write(request.getBytes(US_ASCII));

            assertThatThrownBy(() -> socket.getInputStream().readAllBytes())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
    }

    /** Whatever else it does. */
    @ParameterizedTest
    @CsvSource({"NONE, 200", "ANSWERS_503, 503"})
    void answersLater(Symptom symptom, int status) throws Exception {
        network.has(NAME, 0, symptom);
        network.answersAfter(NAME, 0, Duration.ofMillis(200));
        long start = System.nanoTime();

        assertThat(status(0)).isEqualTo(status);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(200_000_000);
        assertThat(status(1)).isEqualTo(200);
    }

    @Test
    void tellsDnsOfAddedAndRemovedCopiesAndOfTheirRank() throws Exception {
        network.remove(NAME, 0);
        network.ranks(NAME, 1, 5, 70);
        int added = network.add(NAME);

        assertThat(added).isEqualTo(3);
        assertThat(network.addresses(NAME)).hasSize(4);
        assertThat(inDns()).containsExactlyInAnyOrder("5 70 " + port(1), "10 10 " + port(2), "10 10 " + port(added));
        assertThat(List.of(status(0), status(added)))
                .as("a removed copy goes on")
                .containsOnly(200);
    }

    @Test
    void failsInDns() throws Exception {
        network.dnsHas(DnsSymptom.SERVFAIL);
        assertThat(lookup().getRcode()).isEqualTo(Rcode.SERVFAIL);
        network.dnsHas(DnsSymptom.NXDOMAIN);
        assertThat(lookup().getRcode()).isEqualTo(Rcode.NXDOMAIN);
        network.dnsHas(DnsSymptom.SILENT);
        assertThatThrownBy(this::lookup).isInstanceOf(IOException.class).hasMessageContaining("Timed out");
    }

    @Test
    void answersLaterInDns() throws Exception {
        network.dnsAnswersAfter(Duration.ofMillis(200));
        long start = System.nanoTime();

        assertThat(lookup().getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(200_000_000);
    }

    @Test
    void putsAllBack() throws Exception {
        List<String> before = inDns();
        network.has(NAME, 0, Symptom.REFUSES);
        network.answersAfter(NAME, 1, Duration.ofDays(1));
        network.ranks(NAME, 2, 1, 1);
        network.remove(NAME, 2);
        network.add(NAME);
        network.dnsHas(DnsSymptom.SILENT);
        network.dnsAnswersAfter(Duration.ofDays(1));

        network.reset();

        assertThat(List.of(status(0), status(1), status(2))).containsOnly(200);
        assertThat(inDns()).containsExactlyInAnyOrderElementsOf(before);
        assertThat(network.addresses(NAME)).hasSize(3);
    }

    @Test
    void namesTheCopiesThereAre() {
        assertThatThrownBy(() -> network.has(NAME, 3, Symptom.HANGS))
                .hasMessage("'_http._tcp.prices.test' has no copy 3; there are 3, from 0 on");
    }

    @Test
    void namesThePeersThereAre() {
        assertThatThrownBy(() -> network.has("prices", 0, Symptom.HANGS))
                .hasMessage("No peer is called 'prices'; there are [_http._tcp.prices.test]");
    }

    private String port(int copy) {
        return network.addresses(NAME).get(copy).replaceAll(".*:", "");
    }

    /** Returns priority, weight and port of each copy. */
    private List<String> inDns() throws IOException {
        return lookup().getSection(Section.ANSWER).stream()
                .map(record -> record.rdataToString().replaceAll(" [^ ]+$", ""))
                .toList();
    }

    private Message lookup() throws IOException {
        SimpleResolver resolver = new SimpleResolver(network.dns().address());
        resolver.setTimeout(Duration.ofSeconds(2));
        return resolver.send(Message.newQuery(Record.newRecord(Name.fromString(NAME + "."), Type.SRV, DClass.IN)));
    }

    private int status(int copy) throws IOException, InterruptedException {
        return ask(network.addresses(NAME).get(copy)).statusCode();
    }

    private static HttpResponse<String> ask(String address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + "/prices"))
                .timeout(Duration.ofSeconds(2))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private final class Prices implements DevPeer {

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public void asked(HttpServerRequest request) {
            asked.incrementAndGet();
        }

        @Override
        public void answer(HttpServerRequest request) {
            request.response().end("7");
        }
    }
}
