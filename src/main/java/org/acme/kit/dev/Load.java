package org.acme.kit.dev;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Calls this service over its own HTTP socket, so many times each second, and counts the answers by status. Safe for all threads. */
final class Load implements AutoCloseable {

    static final int MAX_RATE = 500;

    private static final String NO_ANSWER = "no answer";
    private static final int MOST_IN_FLIGHT = 256;
    private static final long TICK_MS = 20;
    private static final long TIMEOUT_MS = 15_000;
    // Nobody looks at a page that was closed: its load ends as well.
    private static final long UNSEEN_MS = 600_000;

    private final Vertx vertx;
    private final IntSupplier port;
    private final HttpClient client;
    private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final QuietCalls quiet = new QuietCalls();
    private volatile Order order = Order.NONE;
    private double due;
    private long timer;
    private long end;

    /**
     * What to call.
     *
     * @param rate calls each second, from 0 to 500
     * @param path what follows the port, with a query if need be
     * @param body a JSON document, empty for none
     */
    record Order(int rate, String method, String path, String body) {

        static final Order NONE = new Order(0, "GET", "/", "");

        Order {
            if (rate < 0 || rate > MAX_RATE) {
                throw new IllegalArgumentException("Rate " + rate + " must be from 0 to " + MAX_RATE);
            }
            if (!path.matches("/[!-~]*")) {
                throw new IllegalArgumentException("Path '" + path + "' must begin with / and have no space");
            }
            if (!method.matches("[A-Z]{3,10}")) {
                throw new IllegalArgumentException("Method '" + method + "' must be a word of capital letters");
            }
        }

        private boolean isAsBefore(Order other) {
            return method.equals(other.method) && path.equals(other.path) && body.equals(other.body);
        }
    }

    /**
     * What came of it.
     *
     * @param failed answers from 500 on, and calls without an answer
     * @param answers how many calls ended with each status
     */
    record Report(Order order, int inFlight, long failed, Map<String, Long> answers) {}

    /** Makes one that calls nothing yet; the port is asked for with each call. */
    Load(Vertx vertx, IntSupplier port) {
        this.vertx = vertx;
        this.port = port;
        this.client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(MOST_IN_FLIGHT));
    }

    /** Calls something else, or at another rate. Other calls than before begin to count anew. */
    synchronized void run(Order next) {
        if (!next.isAsBefore(order)) {
            answers.clear();
        }
        order = next;
        quiet.set(next.rate > 0);
        seen();
        vertx.cancelTimer(timer);
        due = 0;
        if (next.rate > 0) {
            timer = vertx.setPeriodic(TICK_MS, tick -> send());
        }
    }

    /** Calls nothing any more and forgets what it has counted. */
    synchronized void reset() {
        run(Order.NONE);
        answers.clear();
    }

    /** Hears that somebody looks. */
    synchronized void seen() {
        vertx.cancelTimer(end);
        if (order.rate > 0) {
            end = vertx.setTimer(UNSEEN_MS, over -> reset());
        }
    }

    Report report() {
        Map<String, Long> counted = new TreeMap<>();
        answers.forEach((status, count) -> counted.put(status, count.sum()));
        long failed = counted.entrySet().stream()
                .filter(entry -> entry.getKey().compareTo("5") >= 0)
                .mapToLong(Map.Entry::getValue)
                .sum();
        return new Report(order, inFlight.get(), failed, counted);
    }

    /** Asks this service for a document; fails unless there is one. */
    Future<Buffer> get(String path) {
        return request(new Order(0, "GET", path, ""))
                .compose(answer -> answer.statusCode() == 200
                        ? answer.body()
                        : Future.failedFuture(path + " answers " + answer.statusCode()));
    }

    @Override
    public synchronized void close() {
        run(Order.NONE);
        client.close();
    }

    private synchronized void send() {
        due += order.rate * TICK_MS / 1000.0;
        // What would be one too many is left out, not put off: a load that waits makes a wave of it later.
        for (; due >= 1; due--) {
            if (inFlight.get() < MOST_IN_FLIGHT) {
                call(order);
            }
        }
    }

    private void call(Order call) {
        inFlight.incrementAndGet();
        request(call)
                .compose(answer -> answer.body().map(String.valueOf(answer.statusCode())))
                .otherwise(NO_ANSWER)
                .onSuccess(status -> {
                    inFlight.decrementAndGet();
                    if (call.isAsBefore(order)) {
                        answers.computeIfAbsent(status, first -> new LongAdder())
                                .increment();
                    }
                });
    }

    private Future<HttpClientResponse> request(Order call) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(call.method))
                .setHost(PeerCopy.LOOPBACK)
                .setPort(port.getAsInt())
                .setURI(call.path)
                .setTimeout(TIMEOUT_MS);
        if (call.body.isEmpty()) {
            return client.request(options).compose(request -> request.send());
        }
        options.putHeader("Content-Type", "application/json");
        return client.request(options).compose(request -> request.send(call.body));
    }

    /** Keeps the line about each call that did well out of the log while a load runs: nothing else could be read there. */
    private static final class QuietCalls {

        // Held here, or the log manager may forget the logger and its level with it.
        private final Logger calls = Logger.getLogger("endpoint");
        private final Level before = calls.getLevel();

        void set(boolean quiet) {
            calls.setLevel(quiet ? Level.WARNING : before);
        }
    }
}
