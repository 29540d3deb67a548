package org.acme.kit.discovery;

import static org.acme.kit.discovery.Examples.NAME;
import static org.acme.kit.discovery.FakeResolver.srv;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;

/** A service for the tests of other packages, which say what DNS answers and when it is asked. */
public final class ManualService {

    private final ManualTime time = new ManualTime();
    private final FakeResolver dns = new FakeResolver().services(NAME, 60, srv(0, 0, 80, "a.test."));
    private final ServiceRefresh refresh = Examples.service(() -> Examples.HOST, dns, time, new SimpleMeterRegistry());

    public ManualService(String address) {
        hasAddress(address);
    }

    public ServiceRefresh refresh() {
        return refresh;
    }

    public void hasAddress(String address) {
        dns.addresses("a.test.", 60, address);
    }

    /** Lets so much time pass that DNS is asked again. */
    public void lookUp() {
        time.advance(Duration.ofMinutes(2));
    }
}
