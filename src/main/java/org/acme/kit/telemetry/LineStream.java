package org.acme.kit.telemetry;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.function.Consumer;

/** A stream that passes on what is written between two flushes as one line. Thread-safe. */
final class LineStream extends OutputStream {

    private final Consumer<ByteArrayOutputStream> lines;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    /** {@code lines} must have done with a line when it returns: the next one is written into the same bytes. */
    LineStream(Consumer<ByteArrayOutputStream> lines) {
        this.lines = lines;
    }

    @Override
    public synchronized void write(int b) {
        line.write(b);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        line.write(bytes, offset, length);
    }

    @Override
    public synchronized void flush() {
        try {
            if (line.size() > 0) {
                lines.accept(line);
            }
        } finally {
            line.reset();
        }
    }
}
