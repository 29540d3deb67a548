// example:file: the packaged program is the example
package org.acme.kit.lifecycle;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Callers that call again and again, whatever they hear. */
final class SteadyCallers implements AutoCloseable {

    private static final int CALLERS = 16;

    private final ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
    private final Set<Integer> statuses = ConcurrentHashMap.newKeySet();
    private final HttpRequest request;

    private SteadyCallers(HttpRequest request) {
        this.request = request;
    }

    /** Starts them, and returns after a first answer. */
    static SteadyCallers start(String uppercase) throws InterruptedException {
        SteadyCallers callers = new SteadyCallers(HttpRequest.newBuilder(URI.create(uppercase))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"s\":\"hello\"}"))
                .build());
        for (int caller = 0; caller < CALLERS; caller++) {
            callers.threads.execute(callers::call);
        }
        while (callers.statuses.isEmpty()) {
            Thread.onSpinWait();
        }
        return callers;
    }

    private void call() {
        HttpClient client = HttpClient.newHttpClient();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                statuses.add(client.send(request, BodyHandlers.discarding()).statusCode());
            } catch (IOException refusedOrClosed) {
                Thread.onSpinWait();
            } catch (InterruptedException ended) {
                return;
            }
        }
    }

    /** Returns which statuses they have heard. */
    Set<Integer> statuses() {
        return statuses;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
