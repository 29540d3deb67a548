package org.acme.kit.dev;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.acme.kit.dev.PricesNetwork.NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DevNetworkTest {

    private final PricesNetwork prices = new PricesNetwork();
    private final DevNetwork network = prices.network;

    @AfterEach
    void stop() {
        prices.close();
    }

    @Test
    void startsThreeCopiesThatAnswer() throws Exception {
        assertThat(network.addresses(NAME)).hasSize(3).doesNotHaveDuplicates();
        for (String address : network.addresses(NAME)) {
            assertThat(PricesNetwork.ask(address).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void letsOneCopyFailAndTheOthersAnswer() throws Exception {
        network.has(NAME, 1, Symptom.ANSWERS_503);

        assertThat(List.of(prices.status(0), prices.status(1), prices.status(2)))
                .containsExactly(200, 503, 200);
    }

    @Test
    void pushesBackForASecond() throws Exception {
        network.allHave(NAME, Symptom.PUSHES_BACK);

        assertThat(PricesNetwork.ask(network.addresses(NAME).get(2)).headers().firstValue("Retry-After"))
                .hasValue("1");
    }

    @Test
    void closesConnectionsAndHangs() {
        network.has(NAME, 0, Symptom.CLOSES_THE_CONNECTION);
        network.has(NAME, 1, Symptom.HANGS);

        assertThatThrownBy(() -> prices.status(0))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(HttpTimeoutException.class);
        assertThatThrownBy(() -> PricesNetwork.ask(network.addresses(NAME).get(1), Duration.ofMillis(500)))
                .isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void tellsThePeerOfRequestsThatItDoesNotAnswer() throws Exception {
        network.allHave(NAME, Symptom.ANSWERS_503);

        prices.status(0);

        assertThat(prices.asked).hasValue(1);
    }

    @Test
    void heals() throws Exception {
        network.allHave(NAME, Symptom.ANSWERS_503);
        network.allHave(NAME, Symptom.NONE);

        assertThat(prices.status(0)).isEqualTo(200);
    }

    @Test
    void answersEveryOtherRequestWith503() throws Exception {
        network.has(NAME, 0, Symptom.ANSWERS_503_HALF_THE_TIME);

        assertThat(List.of(prices.status(0), prices.status(0), prices.status(0), prices.status(0)))
                .containsExactly(503, 200, 503, 200);
    }

    @Test
    void answersWhatIsNoJson() throws Exception {
        network.has(NAME, 0, Symptom.ANSWERS_NONSENSE);

        HttpResponse<String> answer = PricesNetwork.ask(network.addresses(NAME).get(0));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.body()).startsWith("<html>");
    }

    @Test
    void refusesConnectionsAndComesBackOnTheSamePort() throws Exception {
        network.has(NAME, 0, Symptom.REFUSES);

        assertThatThrownBy(() -> prices.status(0)).isInstanceOf(ConnectException.class);
        network.has(NAME, 0, Symptom.NONE);
        assertThat(prices.status(0)).isEqualTo(200);
    }

    @Test
    void resetsAConnectionOnItsSecondRequest() throws Exception {
        network.has(NAME, 0, Symptom.RESETS_IDLE_CONNECTIONS);
        String request = "GET /prices HTTP/1.1\r\nHost: prices\r\n\r\n";
        String address = network.addresses(NAME).get(0);
        try (Socket socket = new Socket("127.0.0.1", Integer.parseInt(address.substring(address.indexOf(':') + 1)))) {
            socket.setSoTimeout(60_000);
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

        assertThat(prices.status(0)).isEqualTo(status);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(200_000_000);
        assertThat(prices.status(1)).isEqualTo(200);
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
}
