package org.acme.kit.discovery;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.acme.kit.discovery.ServiceLookup.Found.Node;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Recognises the instances in use in what a refresh found. */
@State(Scope.Benchmark)
@Fork(1)
public class RegisterBenchmark {

    // One name ends at some 2,000 records, a message of 64 KB; 10,000 shows how the cost grows.
    @Param({"3", "100", "10000"})
    int instances;

    private final DnsInstance.Register register = new DnsInstance.Register(false);
    private final List<Node> found = new ArrayList<>();
    private List<DnsInstance> inUse = List.of();

    @Setup
    public void find() throws UnknownHostException {
        for (int index = 0; index < instances; index++) {
            byte[] address = {10, 0, (byte) (index >> 8), (byte) index};
            found.add(new Node("host-" + index + ".", InetAddress.getByAddress(address), 8080, 10, 10));
        }
        inUse = register.identify(found, inUse);
    }

    @Benchmark
    public List<DnsInstance> sameInstances() {
        return register.identify(found, inUse);
    }
}
