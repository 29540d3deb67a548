package org.acme.kit.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.acme.kit.balancing.BalancedInstance.Verdict;
import org.acme.kit.balancing.Balancer.Member;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EjectionLogTest {

    private final List<String> lines = new ArrayList<>();
    private final Logger logger = Logger.getLogger("balancing");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(String.format(line.getMessage(), line.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void listenNoMore() {
        logger.removeHandler(handler);
    }

    @Test
    void oneLineForEachEjectionAndEachReturn() {
        Fixture fixture = new Fixture();
        List<Member> instances = Fixture.equals(3);
        fixture.eject(instances, 2);
        fixture.passSeconds(5);
        fixture.pick(instances).ended(Verdict.UNKNOWN);
        fixture.pick(instances).ended(Verdict.FAILED);
        fixture.passSeconds(10);
        fixture.pick(instances).ended(Verdict.ANSWERED);
        assertThat(lines)
                .containsExactly(
                        "service=peers instance=10.0.0.2:8080 ejected for 5000 ms: 5 failures in a row",
                        "service=peers instance=10.0.0.2:8080 ejected for 10000 ms: probe failed",
                        "service=peers instance=10.0.0.2:8080 is back: its probe was answered");
    }

    @Test
    void oneLineWhenNothingIsAvailableAndWhenSomethingIsAgain() {
        Fixture fixture = new Fixture();
        List<Member> instances = Fixture.equals(1);
        fixture.spoil(instances, 1);
        fixture.passSeconds(5);
        fixture.pick(instances).ended(Verdict.ANSWERED);
        assertThat(lines)
                .containsExactly(
                        "service=peers instance=10.0.0.1:8080 ejected for 5000 ms: 6 of 20 calls failed",
                        "service=peers has no available instance: panic mode, ejections are ignored",
                        "service=peers instance=10.0.0.1:8080 is back: its probe was answered",
                        "service=peers has an available instance again");
    }

    @Test
    void oneLineWhenNothingAnswersHoweverOftenItIsTried() {
        Fixture fixture = new Fixture();
        List<Member> instances = Fixture.equals(1);
        fixture.makeUnreachable(instances, 1);
        for (int second = 0; second < 10; second++) {
            fixture.pick(instances).ended(Verdict.FAILED);
            fixture.passSeconds(1);
        }
        fixture.pick(instances).ended(Verdict.ANSWERED);
        assertThat(lines)
                .containsExactly(
                        "service=peers instance=10.0.0.1:8080 ejected for 5000 ms: 5 failures in a row",
                        "service=peers has no available instance: panic mode, ejections are ignored",
                        "service=peers has no instance that answers: 10.0.0.1:8080 5 failures in a row;"
                                + " the circuit is open: calls fail at once, one each second is a probe",
                        "service=peers instance=10.0.0.1:8080 is back: its probe was answered",
                        "service=peers has an available instance again");
    }

    @Test
    void noLineForOneThatVanished() {
        Fixture fixture = new Fixture();
        BalancedInstance vanished = fixture.pickOf(Fixture.equals(2), 2);
        fixture.ids(Fixture.equals(1), 1);
        for (int call = 0; call < 5; call++) {
            vanished.ended(Verdict.FAILED);
        }
        assertThat(lines).isEmpty();
    }
}
