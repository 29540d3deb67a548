package org.acme.kit.discovery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** A clock that moves only when told to, and runs what falls due on the way; steps run on the caller's thread. */
final class ManualTime implements Steps {

    private record Task(Duration due, Runnable work) {}

    private final List<Task> tasks = new ArrayList<>();
    private Duration now = Duration.ofSeconds(-7); // as good a start as any

    @Override
    public Duration now() {
        return now;
    }

    @Override
    public void execute(Runnable step) {
        step.run();
    }

    @Override
    public Executor caller() {
        return Runnable::run;
    }

    @Override
    public Runnable in(Duration delay, Runnable work) {
        Task task = new Task(now.plus(delay.isNegative() ? Duration.ZERO : delay), work);
        tasks.add(task);
        return () -> tasks.removeIf(other -> other == task);
    }

    void advance(Duration time) {
        Duration end = now.plus(time);
        for (Optional<Task> next = next();
                next.isPresent() && !(next.get().due().compareTo(end) > 0);
                next = next()) {
            tasks.remove(next.get());
            now = next.get().due();
            next.get().work().run();
        }
        now = end;
    }

    /** Returns how long it is to each task, the nearest first. */
    List<Duration> pending() {
        return tasks.stream().map(task -> task.due().minus(now)).sorted().toList();
    }

    private Optional<Task> next() {
        return tasks.stream().min(Comparator.comparing(Task::due));
    }
}
