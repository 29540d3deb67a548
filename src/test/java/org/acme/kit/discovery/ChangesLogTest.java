package org.acme.kit.discovery;

import static org.acme.kit.discovery.Examples.found;
import static org.acme.kit.discovery.Examples.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangesLogTest {

    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final String WRONG_NAME = "record=auto of " + Examples.NAME + " answered by " + FakeResolver.SERVER
            + ": no usable record; check the records of " + Examples.NAME
            + " and quarkus.stork.orders.service-discovery.name, .record and .servers";
    private static final DnsInstance A = instance(1, "192.0.2.1");
    private static final DnsInstance B = instance(2, "192.0.2.2");

    private final Changes changes = new Changes(Examples.settings());
    private final Lines lines = new Lines();
    private final Logger logger = Logger.getLogger("discovery");

    @BeforeEach
    void listen() {
        logger.setLevel(Level.ALL);
        logger.addHandler(lines);
    }

    @AfterEach
    void stop() {
        logger.removeHandler(lines);
    }

    @Test
    void tellsWhoCameAndWhoWent() {
        changes.publish(answered(A), answered(B));

        assertThat(lines.all)
                .containsExactly("INFO service=orders instances=1 came=[192.0.2.2:80] went=[192.0.2.1:80] changed=[]");
    }

    @Test
    void tellsWhosePriorityOrWeightChanged() {
        changes.publish(answered(A, B), answered(A, new DnsInstance(2, B.target(), B.address(), 80, 10, 20, false)));

        assertThat(lines.all)
                .containsExactly("INFO service=orders instances=2 came=[] went=[] "
                        + "changed=[192.0.2.2:80 priority=10 weight=20 target=host.test.]");
    }

    @Test
    void isSilentWhenARefreshBringsNothingNew() {
        changes.publish(answered(A), answered(A));
        changes.publish(failed(answered(A)), failed(failed(answered(A))));
        changes.publish(empty(answered(A)), empty(empty(answered(A))));

        assertThat(lines.all).isEmpty();
    }

    @Test
    void tellsTheFirstFailureInARow() {
        changes.publish(answered(A), failed(answered(A)));

        assertThat(lines.all).containsExactly("WARN service=orders lookup failed, keeping 1 instances: SERVFAIL");
    }

    @Test
    void tellsTheEndOfFailures() {
        changes.publish(failed(failed(answered(A))), answered(A));

        assertThat(lines.all).containsExactly("INFO service=orders lookup works again after 2 failures");
    }

    @Test
    void tellsWhenAnEmptyAnswerIsDoubted() {
        changes.publish(answered(A), empty(answered(A)));

        assertThat(lines.all)
                .containsExactly(
                        "WARN service=orders DNS has no usable record, keeping 1 instances for now: " + WRONG_NAME);
    }

    @Test
    void warnsOnceOfANameThatHasNothingFromTheStart() {
        Snapshot first = empty(Snapshot.NONE);
        changes.publish(Snapshot.NONE, first);
        changes.publish(first, empty(first));

        assertThat(lines.all)
                .containsExactly(
                        "WARN service=orders DNS has no usable record, keeping 0 instances for now: " + WRONG_NAME);
    }

    @Test
    void namesTenAtMostHoweverManyCome() {
        DnsInstance[] many = IntStream.range(0, 2000)
                .mapToObj(id -> instance(id, "192.0." + (id >> 8) + "." + (id & 255)))
                .toArray(DnsInstance[]::new);

        changes.publish(answered(A), answered(many));

        assertThat(lines.all).singleElement().asString().hasSizeLessThan(400).contains("192.0.0.10:80, and 1989 more]");
    }

    @Test
    void takesNoLongerPerInstanceForMany() {
        // With a comparison of each with each these would be 40 billion.
        List<DnsInstance> before = IntStream.range(0, 200_000)
                .mapToObj(id -> new DnsInstance(id, "a.", A.address(), 80, 0, 1, false))
                .toList();
        List<DnsInstance> now = IntStream.range(0, 200_000)
                .mapToObj(id -> new DnsInstance(id, "b.", A.address(), 80, 0, 1, false))
                .toList();
        Snapshot one = Snapshot.NONE.answered(found(), before, Duration.ZERO, GRACE);

        assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> changes.publish(one, one.answered(found(), now, Duration.ZERO, GRACE)));

        assertThat(lines.all).hasSize(1);
    }

    private static Snapshot answered(DnsInstance... instances) {
        return Snapshot.NONE.answered(found(), List.of(instances), Duration.ZERO, GRACE);
    }

    private static Snapshot empty(Snapshot before) {
        return before.answered(found(), List.of(), Duration.ZERO, GRACE);
    }

    private static Snapshot failed(Snapshot before) {
        return before.failed("SERVFAIL", Duration.ZERO, Duration.ofDays(1));
    }

    private static final class Lines extends Handler {

        private final List<String> all = new ArrayList<>();

        @Override
        public void publish(LogRecord record) {
            String line = ExtLogRecord.wrap(record).getFormattedMessage();
            if (line.startsWith("service=orders ")) { // an application that another test left running has services too
                all.add(record.getLevel() + " " + line);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
