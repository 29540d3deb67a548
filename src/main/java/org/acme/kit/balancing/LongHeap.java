package org.acme.kit.balancing;

/** Is a priority queue of numbers, the smallest first; {@code PriorityQueue<Long>} takes some five times as long. */
final class LongHeap {

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
