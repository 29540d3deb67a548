package org.acme.kit.client;

import io.vertx.core.http.HttpClientRequest;
import java.util.concurrent.atomic.AtomicBoolean;
import org.acme.kit.balancing.BalancedInstance.Handle;
import org.acme.kit.balancing.BalancedInstance.Verdict;
import org.acme.kit.client.Outcome.Pushback;
import org.acme.kit.stork.PickedInstance;
import org.jboss.resteasy.reactive.client.impl.RestClientRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a call: a request to one instance. It makes several requests if a reused connection was closed already, or if
 * the instance has an address of the other family to try. It travels as a property of the request. Thread-safe.
 */
final class Attempt {

    /** The key of the attempt among the properties of the request, and among the locals of the request's Vert.x context. */
    static final String KEY = Attempt.class.getName();

    /**
     * The tenths of its read time-out that an attempt needs for a verdict. A service that is called with the whole of that time
     * spends a part before it calls the next one. It would never have all of it.
     */
    private static final int ENOUGH = 9;

    private final Call call;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile Sending sending = new Sending(null);
    private volatile @Nullable PickedInstance instance;
    private volatile String address = "";
    private volatile boolean arrived;
    private volatile long begun;
    private volatile long limit;
    private volatile boolean shortened;
    private volatile String host = "";
    private volatile @Nullable String avoided;
    private volatile boolean repeated;

    Attempt(Call call) {
        this.call = call;
        this.begun = call.deadline().nanoTime().getAsLong();
    }

    Call call() {
        return call;
    }

    /** Begins a request of this attempt, the first or a further one; {@code ownLimit} is its read time-out in ms, 0 if none. */
    void claimed(RestClientRequestContext claimed, long ownLimit) {
        sending = new Sending(claimed);
        arrived = false;
        limit = ownLimit;
        begins();
    }

    /** Begins the time of the request: filters may have taken some. */
    private void begins() {
        begun = call.deadline().nanoTime().getAsLong();
        shortened = call.deadline().millis() * 10 < limit * ENOUGH;
    }

    /** Records that all request filters have passed, so that from now on the instance has the request. */
    void departed() {
        begins();
        sending.departed();
    }

    /** Records the instance that was picked; if the attempt has ended meanwhile, ends it at the instance at once. */
    void picked(String service, PickedInstance picked) {
        instance = picked;
        address = picked.address();
        call.picked(service, this);
        if (ended.get()) {
            report(Verdict.UNKNOWN, null);
        }
    }

    /** Records the authority of a fixed URL, one that is no service of Stork. */
    void goesTo(String authority) {
        address = authority;
        call.picked("", this);
    }

    /** Records the address of the instance that the request goes to. */
    void uses(String host) {
        this.host = host;
    }

    /** Returns the address of the instance that takes no connection, null if none is known. */
    @Nullable
    String avoided() {
        return avoided;
    }

    /**
     * Offers the attempt to one more request to the same instance, if there may be one; tells whether it did. There may be one if
     * a stale connection broke and the request may be repeated, once, or if no connection came about and the instance has an
     * untried address of the other family.
     */
    boolean goesAgain(Throwable failure) {
        if (isOver() || !call.isWaitedFor()) {
            return false;
        }
        boolean stale = Outcome.isStale(this, failure);
        boolean again = stale ? sending.isRepeatable() : Outcome.isWithoutConnection(this, failure) && switchFamily();
        if (again) {
            repeated |= stale;
            call.context().offer(this);
        }
        return again;
    }

    private boolean switchFamily() {
        PickedInstance picked = instance;
        boolean another = avoided == null && picked != null && picked.otherHost() != null;
        avoided = another ? host : avoided;
        return another;
    }

    /** Records the connection that the request got. A repeated request sends nothing on a further old connection. */
    void connected(HttpClientRequest opened) {
        sending.connected(opened, repeated);
        if (limit > 0) {
            sending.boundBody(opened, limit);
        }
    }

    /** Tells whether the loss of an old connection is no fault yet: it was the first, or nothing was sent on it. */
    boolean mayBeStale() {
        return !repeated || sending.isDiscarded();
    }

    /** Records that the whole answer has arrived; a failure from now on is a failure to read it. */
    void arrived() {
        arrived = true;
    }

    boolean hasArrived() {
        return arrived;
    }

    /** Returns the request that this attempt makes now. */
    Sending sending() {
        return sending;
    }

    /** Tells whether the deadline of the call left the attempt less than nine tenths of its own read time-out. */
    boolean isShortened() {
        return shortened;
    }

    /** Tells whether nine tenths of the attempt's own read time-out have passed; false if it has none. */
    boolean hadItsTime() {
        long passed = call.deadline().nanoTime().getAsLong() - begun;
        return limit > 0 && passed * 10 >= limit * ENOUGH * 1_000_000;
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

    /** Returns the address that the attempt goes to, empty before an instance is picked. */
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
        // A request filter may fail or answer in place of the instance.
        boolean seen = sending.hasDeparted();
        // After a redirect to another host the handle has ended before: the answer is not the instance's.
        if (handle != null && handle.ended(seen ? verdict : Verdict.UNKNOWN) && seen && pushback != null) {
            handle.instance().pushedBack(pushback.pause());
        }
    }
}
