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

/** A load on this service over its own HTTP socket: so many calls each second, the answers counted by status. Thread-safe. */
final class Load implements AutoCloseable {

    static final int MAX_RATE = 500;

    private static final String NO_ANSWER = "no answer";
    private static final int MOST_IN_FLIGHT = 256;
    private static final long TICK_MS = 20;
    private static final long TIMEOUT_MS = 15_000;
    // After this time without a request of the page the load ends: the page was closed.
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
     * The calls to make.
     *
     * @param rate calls each second, from 0 to 500
     * @param method the HTTP method, in capital letters
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
     * The result of the calls so far.
     *
     * @param failed the number of answers with a status from 500 on, and of calls without an answer
     * @param answers the number of calls by status; {@code no answer} is one, too
     */
    record Report(Order order, int inFlight, long failed, Map<String, Long> answers) {}

    /** Creates a load that calls nothing yet; {@code port} is read for each call. */
    Load(Vertx vertx, IntSupplier port) {
        this.vertx = vertx;
        this.port = port;
        this.client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(MOST_IN_FLIGHT));
    }

    /** Changes the calls or their rate. If the calls change, the counts begin anew. */
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

    /** Stops the calls and clears the counts. */
    synchronized void reset() {
        run(Order.NONE);
        answers.clear();
    }

    /** Notes a request of the page: the time until the load ends begins anew. */
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

    /** Gets a document from this service; fails unless the status is 200. */
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
        // A call above the limit is left out, not postponed: postponed calls would come as a wave later.
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

    /** The switch that keeps the lines of successful calls out of the log while a load runs: they would hide all others. */
    private static final class QuietCalls {

        // A strong reference: otherwise the log manager may drop the logger, and its level with it.
        private final Logger calls = Logger.getLogger("endpoint");
        private final Level before = calls.getLevel();

        void set(boolean quiet) {
            calls.setLevel(quiet ? Level.WARNING : before);
        }
    }
}
