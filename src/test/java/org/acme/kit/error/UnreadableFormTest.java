package org.acme.kit.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class UnreadableFormTest {

    private static final StackTraceElement FILE = new StackTraceElement("sun.nio.ch.FileChannelImpl", "write", null, 1);
    private static final StackTraceElement PARSER = new StackTraceElement(
            "org.jboss.resteasy.reactive.server.core.multipart.MultiPartParserDefinition$MultiPartUploadHandler",
            "data",
            null,
            1);
    private static final StackTraceElement RESOURCE = new StackTraceElement("Resource", "call", null, 1);

    @Test
    void blamesTheCallerForWhatAParserThrows() {
        assertThat(status(new IllegalStateException("x"), PARSER, RESOURCE)).isEqualTo(400);
        assertThat(status(new IOException("x"), PARSER, RESOURCE)).isEqualTo(400);
        assertThat(status(new UnsupportedCharsetException("x"), PARSER, RESOURCE))
                .isEqualTo(415);
    }

    @Test
    void blamesNoCallerForAFullDisk() {
        assertThat(status(new IOException("x"), FILE, PARSER)).isEqualTo(500);
        assertThat(status(new IllegalStateException(new IOException("x")), PARSER, RESOURCE))
                .isEqualTo(500);
    }

    @Test
    void leavesTheFailuresOfAResourceAlone() {
        assertThat(status(new IllegalStateException("x"), RESOURCE)).isEqualTo(500);
        assertThat(status(new RejectedExecutionException("x"), RESOURCE)).isEqualTo(503);
        assertThat(status(new BusinessFailure("taken", "Taken", 409, "x"), PARSER))
                .isEqualTo(409);
    }

    private static int status(Throwable thrown, StackTraceElement... trace) {
        thrown.setStackTrace(trace);
        return RequestBody.Form.classify(thrown).problem().status();
    }
}
