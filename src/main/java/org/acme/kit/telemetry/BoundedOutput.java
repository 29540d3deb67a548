package org.acme.kit.telemetry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;

/**
 * An output that never blocks its writers: a thread of its own passes the lines on. Lines beyond a bound are dropped and counted.
 * Thread-safe.
 *
 * <p>The handlers of JBoss LogManager do not suffice: its {@code AsyncHandler} does not count the lines that it drops, and loses
 * the waiting ones when the program ends.
 */
final class BoundedOutput {

    // In bytes. After each piece drain() sees that a slow reader still reads.
    private static final int PIECE = 16 * 1024;
    // In nanoseconds. Ten of them, not one of a second: after a pause of the whole process that one would be over.
    private static final long WAIT = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int WAITS_FOR_A_READER = 10;
    // In nanoseconds. Under load one wake-up then serves a hundred lines; one for each line is what a call costs most.
    private static final long REST = TimeUnit.MILLISECONDS.toNanos(5);

    private final OutputStream sink;
    private final int bound;
    private final LongConsumer tell;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition changed = lock.newCondition();
    private final Thread writer;

    // Guarded by the lock. What was accepted and is not passed on waits or is being written.
    private LineBatch waiting = new LineBatch();
    private boolean idle;
    private long accepted;
    private long passedOn;
    private volatile long dropped;
    private long told;

    /**
     * Creates an output and starts its thread, a daemon.
     *
     * @param bound the bytes that may wait; a longer line is taken if nothing else waits
     * @param tell receives the number of lines dropped since its last call, on the output's thread, once no line waits any more
     */
    BoundedOutput(OutputStream sink, int bound, LongConsumer tell) {
        this.sink = sink;
        this.bound = bound;
        this.tell = tell;
        writer = new Thread(this::write, "log output");
        writer.setDaemon(true);
        writer.start();
    }

    /** Returns how many lines were dropped so far. */
    long dropped() {
        return dropped;
    }

    /** Returns a stream into this output. What is written between two flushes is one line, kept or dropped whole. */
    OutputStream lines() {
        return new LineBatch.Line(this::add);
    }

    /** Returns a replacement for {@code System.out}. Its {@code flush} drains this output. */
    PrintStream printStream() {
        return new PrintStream(lines(), true) {
            @Override
            public void flush() {
                super.flush();
                drain();
            }
        };
    }

    /** Waits until the lines so far are written, or until the sink has taken none of them for a second. */
    void drain() {
        lock.lock();
        try {
            long lines = dropped;
            long octets = accepted;
            long seen = passedOn;
            int most = Thread.currentThread() == writer ? 0 : WAITS_FOR_A_READER;
            work.signal();
            for (int waits = 0; (passedOn < octets || told < lines) && waits < most; waits++) {
                changed.awaitNanos(WAIT);
                if (passedOn != seen && seen < octets) { // what comes later is no progress of these lines
                    seen = passedOn;
                    waits = 0;
                }
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void add(ByteArrayOutputStream line) {
        lock.lock();
        try {
            long used = accepted - passedOn;
            if (used > 0 && used + line.size() > bound) {
                dropped++;
                return;
            }
            waiting.add(line);
            accepted += line.size();
            if (idle || used + line.size() > bound / 2) {
                work.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private void write() {
        while (true) {
            long missing = awaitWork();
            if (missing == 0) {
                writeOnce();
                rest();
            } else {
                report(missing);
            }
        }
    }

    /** Waits for work. Returns the number of dropped lines not reported yet, or 0 if there are lines to write first. */
    private long awaitWork() {
        lock.lock();
        try {
            idle = true;
            while (waiting.size() == 0 && dropped == told) {
                work.awaitUninterruptibly();
            }
            idle = false;
            return waiting.size() == 0 ? dropped - told : 0;
        } finally {
            lock.unlock();
        }
    }

    /** Lets lines gather, unless somebody drains or there is no room for many more. */
    private void rest() {
        lock.lock();
        try {
            if (waiting.size() <= bound / 2) {
                work.awaitNanos(REST);
            }
        } catch (InterruptedException enough) { // nobody interrupts this thread
        } finally {
            lock.unlock();
        }
    }

    private void report(long missing) {
        try {
            tell.accept(missing);
            writeOnce(); // what it said
        } catch (RuntimeException | Error faulty) { // of a filter of the log, or no memory; this thread must go on
        } finally {
            lock.lock();
            told = Math.min(dropped, told + missing); // a reader that is gone meanwhile has changed both
            changed.signalAll();
            lock.unlock();
        }
    }

    private void writeOnce() {
        LineBatch next = new LineBatch(); // before the lock, which a lack of memory would leave locked
        lock.lock();
        LineBatch batch = waiting;
        waiting = next;
        lock.unlock();
        for (int from = 0; from < batch.size(); from += PIECE) {
            int length = Math.min(PIECE, batch.size() - from);
            boolean lost = false;
            try {
                batch.writeTo(sink, from, length);
            } catch (IOException | Error closed) { // an Error would end the thread, and with it the log
                lost = true;
            }
            lock.lock();
            passedOn += length;
            if (lost) {
                // The reader of a broken pipe does not come back, so a report would be lost, too.
                dropped += batch.takeLines();
                told = dropped;
            }
            changed.signalAll();
            lock.unlock();
        }
    }
}
