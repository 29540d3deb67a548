package org.acme.kit.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.acme.kit.discovery.Await;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BoundedOutputTest {

    private final Pipe pipe = new Pipe();
    private final BlockingQueue<Long> told = new LinkedBlockingQueue<>();
    private final BoundedOutput output = new BoundedOutput(pipe, 30, told::add);

    @Test
    void keepsNobodyWaitingWhoWrites() throws Exception {
        writeUntilFull();

        for (int line = 0; line < 1_000; line++) {
            write("nobody reads this\n");
        }

        assertThat(output.dropped()).isEqualTo(999);
    }

    @Test
    void tellsOnceHowManyLinesWereDropped() throws Exception {
        writeUntilFull();
        write("second, kept\n");
        write("third, too much\n");
        write("fourth, too much\n");

        pipe.read();
        output.drain();

        assertThat(told).containsExactly(2L);
        assertThat(output.dropped()).isEqualTo(2);
        assertThat(pipe.text()).isEqualTo("first\nsecond, kept\n");
    }

    @Test
    void writesTheLineAboutTheDroppedOnesBeforeItIsDrained() throws Exception {
        AtomicReference<BoundedOutput> own = new AtomicReference<>();
        own.set(new BoundedOutput(pipe, 30, lines -> {
            try {
                write(own.get(), lines + " dropped\n");
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }));
        write(own.get(), "first\n");
        pipe.awaitFull();
        write(own.get(), "second, kept\n");
        write(own.get(), "third, too much\n");
        pipe.read();

        own.get().drain();

        assertThat(pipe.text()).endsWith("1 dropped\n");
    }

    @Test
    void losesNothingWhenItIsDrained() throws Exception {
        pipe.read();
        PrintStream out = output.printStream();
        out.println("printed");
        write("logged\n");
        out.print("last");
        out.flush();

        assertThat(pipe.text()).isEqualTo("printed" + System.lineSeparator() + "logged\nlast");
        assertThat(told).isEmpty();
    }

    @Test
    void endsThoughNobodyReads() throws Exception {
        writeUntilFull();

        output.drain();

        assertThat(pipe.text()).isEmpty();
    }

    @Test
    void waitsForNoLineThatComesLater() throws Exception {
        AtomicReference<BoundedOutput> endless = new AtomicReference<>();
        endless.set(new BoundedOutput(
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        throw new UnsupportedOperationException();
                    }

                    @Override
                    public void write(byte[] bytes, int offset, int length) throws IOException {
                        BoundedOutputTest.write(endless.get(), "one more\n");
                        BoundedOutputTest.write(endless.get(), "one that is dropped, for it is too much\n");
                    }
                },
                30,
                told::add));
        write(endless.get(), "first\n");
        Await.until("dropped", () -> endless.get().dropped() > 0);

        assertThatCode(endless.get()::drain).doesNotThrowAnyException();
    }

    @Test
    void goesOnWhenALineAboutTheDroppedOnesFails() throws Exception {
        AtomicInteger tried = new AtomicInteger();
        BoundedOutput faulty = new BoundedOutput(pipe, 30, lines -> {
            tried.incrementAndGet();
            throw new IllegalStateException("a filter of the log");
        });
        write(faulty, "first\n");
        pipe.awaitFull();
        write(faulty, "second, kept\n");
        write(faulty, "third, too much\n");
        pipe.read();
        faulty.drain();

        write(faulty, "fourth\n");
        faulty.drain();

        assertThat(pipe.text()).endsWith("fourth\n");
        assertThat(tried).hasValue(1);
    }

    @Test
    void keepsALineThatIsLongerThanTheBufferIfNothingElseWaits() throws Exception {
        pipe.read();
        write("a line that is longer than all that may wait\n");
        output.drain();

        assertThat(pipe.text()).endsWith("may wait\n");
    }

    @Test
    void countsWhatAReaderThatIsGoneDoesNotGet() throws Exception {
        BoundedOutput broken = new BoundedOutput(
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                },
                30,
                told::add);
        OutputStream lines = broken.lines();
        lines.write("gone\n".getBytes(UTF_8));
        lines.flush();
        broken.drain();

        assertThat(broken.dropped()).isEqualTo(1);
        assertThat(told).isEmpty();
    }

    private void writeUntilFull() throws Exception {
        write("first\n");
        pipe.awaitFull();
    }

    private void write(String line) throws IOException {
        write(output, line);
    }

    private static void write(BoundedOutput output, String line) throws IOException {
        OutputStream lines = output.lines();
        lines.write(line.getBytes(UTF_8));
        lines.flush();
    }
}
