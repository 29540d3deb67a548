package org.acme.kit.telemetry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** Lines that are written together. Not thread-safe. */
final class LineBatch extends ByteArrayOutputStream {

    private long lines;

    void add(ByteArrayOutputStream line) {
        try {
            line.writeTo(this);
            lines++;
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory cannot fail to be written to", impossible);
        }
    }

    /** Writes a piece of its bytes, without a copy: these may be as many as the buffer holds. */
    void writeTo(OutputStream sink, int from, int length) throws IOException {
        sink.write(buf, from, length);
    }

    /** Returns how many lines there are, and 0 from then on. */
    long takeLines() {
        long taken = lines;
        lines = 0;
        return taken;
    }

    /** One line as it is written: a flush passes on what was written since the last one. Thread-safe. */
    static final class Line extends ByteArrayOutputStream {

        private final Consumer<ByteArrayOutputStream> lines;

        /** {@code lines} must have done with a line when it returns: the next one is written into the same bytes. */
        Line(Consumer<ByteArrayOutputStream> lines) {
            this.lines = lines;
        }

        @Override
        public synchronized void flush() {
            try {
                if (count > 0) {
                    lines.accept(this);
                }
            } finally {
                reset();
            }
        }
    }
}
