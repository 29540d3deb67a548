package org.acme.kit.error;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.utils.VertxOutputStream;
import io.restassured.RestAssured;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class BrokenOffTest {

    private static final BlockingQueue<InputStream> BEGUN = new LinkedBlockingQueue<>();
    private static final BlockingQueue<IOException> BROKEN = new LinkedBlockingQueue<>();

    @Path("/upload")
    static class UploadResource {

        @POST
        @Blocking
        public int receive(InputStream body) throws IOException {
            BEGUN.add(body);
            try {
                return body.readAllBytes().length;
            } catch (IOException broken) {
                BROKEN.add(broken);
                throw broken;
            }
        }
    }

    /** The second hangs up with a reset. */
    @ParameterizedTest
    @ValueSource(ints = {-1, 0})
    void isTheCallersFaultIfItHangsUpWhileItSends(int linger) throws Exception {
        try (Socket caller = new Socket("localhost", RestAssured.port)) {
            caller.setSoLinger(linger == 0, 0);
            caller.getOutputStream()
                    .write("POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf".getBytes(US_ASCII));
            assertThat(BEGUN.poll(10, TimeUnit.SECONDS)).isNotNull();
        }

        assertThat(status(BROKEN.poll(10, TimeUnit.SECONDS))).isEqualTo(400);
    }

    /** On the wire it may also go unnoticed: Quarkus discards what is written to a connection that is closed already. */
    @Test
    void isTheCallersFaultIfItHangsUpWhileItIsAnswered() {
        IOException broken = new IOException("Connection has been closed");
        broken.setStackTrace(new StackTraceElement[] {
            new StackTraceElement(VertxOutputStream.class.getName(), "awaitWriteable", "VertxOutputStream.java", 1)
        });

        assertThat(status(broken)).isEqualTo(400);
    }

    @Test
    void isOurFaultIfSomethingElseCannotBeRead() {
        assertThat(status(new IOException("disk full"))).isEqualTo(500);
    }

    private static int status(IOException thrown) {
        return Failures.of(thrown).problem().status();
    }
}
