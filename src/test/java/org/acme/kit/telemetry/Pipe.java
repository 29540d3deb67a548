package org.acme.kit.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;

/** A pipe that is full until somebody reads. */
final class Pipe extends OutputStream {

    private final CountDownLatch full = new CountDownLatch(1);
    private final CountDownLatch read = new CountDownLatch(1);
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();

    @Override
    public void write(int b) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        full.countDown();
        try {
            read.await();
        } catch (InterruptedException ended) {
            throw new IOException(ended);
        }
        text.write(bytes, offset, length);
    }

    void awaitFull() throws InterruptedException {
        full.await();
    }

    Pipe read() {
        read.countDown();
        return this;
    }

    String text() {
        return text.toString(UTF_8);
    }
}
