package org.acme.kit.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LongHeapTest {

    @Test
    void givesWhatAPriorityQueueGives() {
        Random random = new Random(3);
        LongHeap heap = new LongHeap(1_000);
        PriorityQueue<Long> queue = new PriorityQueue<>();
        for (int step = 0; step < 20_000; step++) {
            if (queue.isEmpty() || queue.size() < 1_000 && random.nextInt(100) < 51) {
                long number = random.nextInt(500);
                heap.add(number);
                queue.add(number);
            } else {
                assertThat(heap.smallest()).isEqualTo(queue.peek());
                assertThat(heap.remove()).isEqualTo(queue.remove());
            }
            assertThat(heap.isEmpty()).isEqualTo(queue.isEmpty());
        }
    }
}
