package org.acme.kit.client;

import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.impl.HttpClientConnection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.acme.kit.balancing.BalancedInstance.Handle;
import org.acme.kit.balancing.BalancedInstance.Verdict;
import org.acme.kit.client.Outcome.Pushback;
import org.acme.kit.stork.PickedInstance;
import org.jboss.resteasy.reactive.client.impl.RestClientRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a call: a request to one instance, or several if an old connection broke under it before the instance was asked.
 * It travels as a property of the request. Thread-safe.
 */
final class Attempt {

    /** The property of the request, and the local of its Vert.x context, that hold the attempt. */
    static final String KEY = Attempt.class.getName();

    private final Call call;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable RestClientRequestContext request;
    private volatile @Nullable HttpClientRequest http;
    private volatile @Nullable PickedInstance instance;
    private volatile String address = "";
    private volatile boolean reused;
    private volatile boolean arrived;
    private volatile long begun;
    private volatile long limit;
    private volatile boolean shortened;
    private volatile boolean switched;
    private volatile boolean switching;

    Attempt(Call call) {
        this.call = call;
        this.begun = call.deadline().nanoTime().getAsLong();
    }

    Call call() {
        return call;
    }

    /** Takes the request that makes this attempt, the first or a further one. */
    void claimed(RestClientRequestContext claimed, long ownLimit) {
        request = claimed;
        http = null;
        reused = false;
        arrived = false;
        limit = ownLimit;
        begun = call.deadline().nanoTime().getAsLong();
        shortened = call.deadline().millis() < ownLimit;
    }

    /** Takes the instance that was picked; if the attempt has ended meanwhile, the instance hears so at once. */
    void picked(String service, PickedInstance picked) {
        instance = picked;
        address = picked.address();
        call.picked(service, this);
        if (ended.get()) {
            report(Verdict.UNKNOWN, null);
        }
    }

    /** Takes the authority of a URL that no service of Stork stands behind. */
    void goesTo(String authority) {
        address = authority;
        call.picked("", this);
    }

    /** Tells whether this request goes to the other address of the instance than the one before. */
    boolean isSwitching() {
        return switching;
    }

    /** Has the next request go to the other address of the instance; false if it has none, or both were tried. */
    boolean switchFamily() {
        PickedInstance picked = instance;
        switching = !switched && picked != null && picked.otherHost() != null;
        switched |= switching;
        return switching;
    }

    /** Takes the connection that the request got. */
    void connected(HttpClientRequest opened) {
        http = opened;
        reused = opened.connection() instanceof HttpClientConnection connection
                && connection.lastResponseReceivedTimestamp() > 0;
    }

    /** Takes that the whole answer is here; whatever goes wrong from now on is a failure to read it. */
    void arrived() {
        arrived = true;
    }

    boolean hasArrived() {
        return arrived;
    }

    /** Returns the request that makes this attempt, null before it is made. */
    @Nullable
    RestClientRequestContext request() {
        return request;
    }

    /** Returns the answer, null if none came. */
    @Nullable
    HttpClientResponse answer() {
        RestClientRequestContext current = request;
        return current == null ? null : current.getVertxClientResponse();
    }

    /** Returns the status of the answer, 0 if none came. */
    int status() {
        HttpClientResponse came = answer();
        return came == null ? 0 : came.statusCode();
    }

    /** Tells whether the request has a connection. */
    boolean isConnected() {
        return http != null;
    }

    /** Tells whether the connection had served a request before. */
    boolean isReused() {
        return reused;
    }

    /** Tells whether the caller gave the attempt less time than it may take by itself. */
    boolean isShortened() {
        return shortened;
    }

    /** Tells whether the attempt had all the time that it may take by itself. */
    boolean hadItsTime() {
        long passed = call.deadline().nanoTime().getAsLong() - begun;
        return limit > 0 && passed >= limit * 1_000_000;
    }

    /** Tells whether the instance has answered another call since this attempt began. */
    boolean hasAnsweredOthers() {
        Handle handle = handle();
        return handle != null && handle.hasAnsweredOthers();
    }

    @Nullable
    PickedInstance instance() {
        return instance;
    }

    @Nullable
    Handle handle() {
        PickedInstance picked = instance;
        return picked == null ? null : picked.handle();
    }

    /** Returns where the attempt was made, empty if it did not come so far. */
    String address() {
        return address;
    }

    boolean isOver() {
        return ended.get();
    }

    /** Ends the attempt, once; false if it has ended before. */
    boolean end(Verdict verdict, @Nullable Pushback pushback) {
        boolean first = ended.compareAndSet(false, true);
        if (first) {
            report(verdict, pushback);
        }
        return first;
    }

    private void report(Verdict verdict, @Nullable Pushback pushback) {
        Handle handle = handle();
        if (handle != null) {
            if (pushback != null) {
                handle.instance().pushedBack(pushback.pause());
            }
            handle.ended(verdict);
        }
    }

    /** Gives the request up: its answer is not used any more. */
    void abort(Throwable reason) {
        RestClientRequestContext current = request;
        if (current != null) {
            current.setUserCanceled();
            current.getResult().completeExceptionally(reason);
            HttpClientRequest sent = http;
            if (sent != null) {
                sent.reset();
            }
        }
    }
}
