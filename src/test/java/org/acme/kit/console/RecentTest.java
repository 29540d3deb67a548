package org.acme.kit.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.acme.kit.console.Recent.Entry;
import org.junit.jupiter.api.Test;

class RecentTest {

    private final Recent<String> recent = new Recent<>(2);

    @Test
    void numbersEntriesFromOne() {
        recent.add("a");
        recent.add("b");

        assertThat(recent.after(0)).containsExactly(new Entry<>(1, "a"), new Entry<>(2, "b"));
    }

    @Test
    void forgetsTheOldestBeyondItsCapacity() {
        recent.add("a");
        recent.add("b");
        recent.add("c");

        assertThat(recent.after(0)).extracting(Entry::value).containsExactly("b", "c");
    }

    @Test
    void returnsWhatAReaderHasNotSeen() {
        recent.add("a");
        recent.add("b");

        assertThat(recent.after(1)).extracting(Entry::value).containsExactly("b");
        assertThat(recent.after(2)).isEmpty();
        assertThat(recent.after(9)).isEmpty();
    }
}
