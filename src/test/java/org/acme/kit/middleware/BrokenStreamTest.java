package org.acme.kit.middleware;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.endpoint.ServerEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the whole log says of a stream that breaks off in the middle. */
@QuarkusTest
class BrokenStreamTest {

    @ServerEndpoint
    static class KitLeakEndpoint implements Endpoint<Void, Multi<String>> {
        @Override
        public Multi<String> call(Void nothing) {
            return broken();
        }
    }

    @Path("/kit-test/leak")
    static class Resource {

        private final KitLeakEndpoint leak;

        Resource(KitLeakEndpoint leak) {
            this.leak = leak;
        }

        @GET
        @Path("/endpoint")
        @Produces(MediaType.SERVER_SENT_EVENTS)
        public Multi<String> endpoint() {
            return leak.call(null);
        }

        /** A stream that no endpoint knows: nobody but Quarkus tells of its failure. */
        @GET
        @Path("/by-hand")
        @Produces(MediaType.SERVER_SENT_EVENTS)
        public Multi<String> byHand() {
            return broken();
        }
    }

    private final List<LogRecord> lines = new CopyOnWriteArrayList<>();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
                lines.add(line);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        Logger.getLogger("").addHandler(listener);
    }

    @AfterEach
    void stopListening() {
        Logger.getLogger("").removeHandler(listener);
    }

    @Test
    void isOneLineWithTheStackTrace() {
        breaksOff("/kit-test/leak/endpoint");

        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(line.getMessage())
                    .startsWith("endpoint=kit-leak outcome=fault")
                    .contains("items=1");
            assertThat(line.getThrown()).isInstanceOf(IllegalStateException.class);
        });
    }

    @Test
    void isLeftToQuarkusWhereNoEndpointHasLoggedIt() {
        breaksOff("/kit-test/leak/by-hand");

        assertThat(lines).singleElement().extracting(LogRecord::getThrown).isInstanceOf(IllegalStateException.class);
    }

    /** How the connection ends depends on who is faster: an error for the client, or the end of the answer. */
    private static void breaksOff(String path) {
        catchThrowable(() -> given().get(path));
    }

    /** Fails when the first item has long been sent. */
    private static Multi<String> broken() {
        Uni<String> failure = Uni.createFrom()
                .item("")
                .onItem()
                .delayIt()
                .by(Duration.ofMillis(100))
                .onItem()
                .failWith(() -> new IllegalStateException("out of paper"));
        return Multi.createBy().concatenating().streams(Multi.createFrom().item("a"), failure.toMulti());
    }
}
