package org.acme.kit.discovery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Is a clock that moves only when told to, and runs what falls due on the way. */
final class ManualTime implements InstantSource, Schedule {

    private record Task(Instant due, Runnable work) {}

    private final List<Task> tasks = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public Runnable in(Duration delay, Runnable work) {
        Task task = new Task(now.plus(delay), work);
        tasks.add(task);
        return () -> tasks.removeIf(other -> other == task);
    }

    void advance(Duration time) {
        Instant end = now.plus(time);
        for (Optional<Task> next = next(); next.isPresent() && !next.get().due().isAfter(end); next = next()) {
            tasks.remove(next.get());
            now = next.get().due();
            next.get().work().run();
        }
        now = end;
    }

    /** Returns how long it is to each task, the nearest first. */
    List<Duration> pending() {
        return tasks.stream()
                .map(task -> Duration.between(now, task.due()))
                .sorted()
                .toList();
    }

    private Optional<Task> next() {
        return tasks.stream().min(Comparator.comparing(Task::due));
    }
}
