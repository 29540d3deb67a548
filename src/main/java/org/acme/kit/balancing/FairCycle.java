package org.acme.kit.balancing;

import static java.util.Comparator.comparingLong;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A cycle of slots that is shared out evenly: at no slot is a share a whole turn ahead or behind.
 *
 * <p>The k-th turn (from 0) of a share w of the sum S may come from slot k·S/w on and must come before slot (k+1)·S/w. Among
 * those that may come, the one that must come earliest is next. Such a cycle exists for all shares (Tijdeman, «The chairman
 * assignment problem», 1980), and this rule finds it (Baruah et al., «Proportionate progress», 1996). nginx's smooth round robin
 * has about the same result, but looks at every instance for every slot. Equal shares come in order. Not thread-safe; used by one
 * {@link #of}.
 */
final class FairCycle {

    /** The bound on slots: an event loop waits for the build, a few milliseconds. Usual weights stay below it, and exact. */
    static final int MAX_SLOTS = 8_192;

    private static final int MIN_SLOTS_EACH = 4;

    private final long[] shares;
    private final long slots;
    private final long[] turns;
    private final LongHeap waiting;
    private final LongHeap ready;

    private FairCycle(long[] shares) {
        this.shares = shares;
        this.slots = Arrays.stream(shares).sum();
        this.turns = new long[shares.length];
        this.waiting = new LongHeap(shares.length);
        this.ready = new LongHeap(shares.length);
    }

    /** Returns for each slot the index of its share; {@code shares} are 1 or more. */
    static int[] of(long[] shares) {
        long[] scaled = scaled(shares);
        // Of two equally urgent shares the larger is first, because it is due again sooner; equal ones stay in order.
        int[] order = IntStream.range(0, shares.length)
                .boxed()
                .sorted(comparingLong(index -> -scaled[index]))
                .mapToInt(Integer::intValue)
                .toArray();
        long[] largestFirst =
                Arrays.stream(order).mapToLong(index -> scaled[index]).toArray();
        return Arrays.stream(new FairCycle(largestFirst).layOut())
                .map(rank -> order[rank])
                .toArray();
    }

    /** Scales shares down if their cycle would be too long; each keeps at least one slot. */
    private static long[] scaled(long[] shares) {
        double sum = Arrays.stream(shares).sum();
        double most = Math.max(MAX_SLOTS, MIN_SLOTS_EACH * shares.length);
        return sum <= most
                ? shares
                : Arrays.stream(shares)
                        .map(share -> Math.max(1, Math.round(share * (most / sum))))
                        .toArray();
    }

    private int[] layOut() {
        for (int index = 0; index < shares.length; index++) {
            waiting.add(entry(0, index));
        }
        int[] cycle = new int[(int) slots];
        for (int slot = 0; slot < cycle.length; slot++) {
            cycle[slot] = mostUrgent(slot);
        }
        return cycle;
    }

    private int mostUrgent(int slot) {
        while (!waiting.isEmpty() && when(waiting.smallest()) <= slot) {
            int index = index(waiting.remove());
            ready.add(entry(ceilDiv((turns[index] + 1) * slots, shares[index]), index));
        }
        int index = index(ready.remove());
        turns[index]++;
        if (turns[index] < shares[index]) {
            waiting.add(entry(turns[index] * slots / shares[index], index));
        }
        return index;
    }

    private static long ceilDiv(long dividend, long divisor) {
        return (dividend + divisor - 1) / divisor;
    }

    /** Packs a slot and an index into one number that sorts by both. */
    private static long entry(long slot, int index) {
        return slot << 32 | index;
    }

    private static long when(long entry) {
        return entry >>> 32;
    }

    private static int index(long entry) {
        return (int) entry;
    }

    /** A priority queue of numbers, the smallest first; {@code PriorityQueue<Long>} takes some five times as long. */
    private static final class LongHeap {

        private final long[] heap;
        private int size;

        LongHeap(int capacity) {
            heap = new long[capacity];
        }

        boolean isEmpty() {
            return size == 0;
        }

        long smallest() {
            return heap[0];
        }

        void add(long number) {
            int child = size++;
            while (child > 0 && heap[(child - 1) / 2] > number) {
                heap[child] = heap[(child - 1) / 2];
                child = (child - 1) / 2;
            }
            heap[child] = number;
        }

        long remove() {
            long smallest = heap[0];
            long last = heap[--size];
            int parent = 0;
            int child = smallerChild(parent);
            while (child < size && heap[child] < last) {
                heap[parent] = heap[child];
                parent = child;
                child = smallerChild(parent);
            }
            heap[parent] = last;
            return smallest;
        }

        private int smallerChild(int parent) {
            int left = 2 * parent + 1;
            return left + 1 < size && heap[left + 1] < heap[left] ? left + 1 : left;
        }
    }
}
