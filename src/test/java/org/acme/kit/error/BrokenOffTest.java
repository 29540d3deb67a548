package org.acme.kit.error;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.atomic.AtomicInteger;
import org.acme.kit.middleware.LogLines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class BrokenOffTest {

    private static final AtomicInteger BEGUN = new AtomicInteger();

    @Path("/kit-test/upload")
    static class UploadResource {

        @POST
        @Blocking
        public int receive(InputStream body) throws IOException {
            BEGUN.incrementAndGet();
            return body.readAllBytes().length;
        }
    }

    /** The second disconnects with a reset. */
    @ParameterizedTest
    @ValueSource(ints = {-1, 0})
    void isNobodysFaultIfTheCallerDisconnectsWhileItSends(int linger) throws Exception {
        int before = BEGUN.get();
        try (LogLines log = new LogLines("problem")) {
            try (Socket caller = new Socket("localhost", RestAssured.port)) {
                caller.setSoLinger(linger == 0, 0);
                caller.getOutputStream()
                        .write("POST /kit-test/upload HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf"
                                .getBytes(US_ASCII));
            }
            given().body("whole").post("/kit-test/upload").then().body(equalTo("5"));

            assertThat(BEGUN).as("endpoints begun").hasValue(before + 1);
            assertThat(log.lines()).noneMatch(line -> line.startsWith("ERROR"));
        }
    }

    @Test
    void isOurFaultIfSomethingElseCannotBeRead() {
        assertThat(Classification.of(new IOException("disk full"))).isEqualTo(Classification.BUG);
        assertThat(Classification.of(new IOException(new ClosedChannelException())))
                .isEqualTo(Classification.BUG);
    }
}
