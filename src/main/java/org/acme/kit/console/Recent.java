package org.acme.kit.console;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last entries of a series, numbered from 1 in the order in which they were added. Thread-safe. */
final class Recent<T> {

    private final int capacity;
    private final Deque<Entry<T>> entries;
    private long last;

    /** One entry; the number tells a reader which entries it has seen. */
    @RegisterForReflection // written by a route, which Quarkus does not scan for entities
    record Entry<T>(long number, T value) {}

    Recent(int capacity) {
        this.capacity = capacity;
        this.entries = new ArrayDeque<>(capacity);
    }

    /** Adds an entry and forgets the oldest one beyond the capacity. */
    synchronized void add(T value) {
        if (entries.size() == capacity) {
            entries.removeFirst();
        }
        entries.addLast(new Entry<>(++last, value));
    }

    /** Returns the entries with a higher number, oldest first. */
    synchronized List<Entry<T>> after(long number) {
        return entries.stream().filter(entry -> entry.number() > number).toList();
    }
}
