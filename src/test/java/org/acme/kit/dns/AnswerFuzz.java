package org.acme.kit.dns;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.acme.kit.dns.DnsResolver.DnsAnswer;
import org.acme.kit.dns.DnsResolver.DnsFailure;
import org.acme.kit.dns.DnsResolver.DnsQuestion;

/**
 * The target of fuzzing: whatever a server sends ends in an answer or a {@link DnsFailure}, with bounded work, and brings
 * nothing if it is malformed.
 */
public final class AnswerFuzz {

    /** An alias for each of seventeen questions, each over UDP and TCP, with and without EDNS. */
    private static final int MOST_QUESTIONS = 17 * 4;

    // dnsjava's objects for one reply of 64 KiB of the smallest records are about a hundred times as large.
    private static final long MOST_MEMORY = 32L << 20;

    static {
        // Loading classes takes memory too, once.
        ask(new FuzzedAnswer(new byte[0]));
    }

    private AnswerFuzz() {}

    /** Checks one input; the name and the signature are what Jazzer looks for. */
    public static void fuzzerTestOneInput(byte[] octets) {
        outcome(octets);
    }

    /** Returns how many instances or addresses the octets brought, -1 if the answer was refused. */
    static int outcome(byte[] octets) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        FuzzedAnswer server = new FuzzedAnswer(octets);
        long before = threads.getCurrentThreadAllocatedBytes();
        int outcome = ask(server);
        long memory = threads.getCurrentThreadAllocatedBytes() - before;
        check(memory <= MOST_MEMORY * server.replies.size(), "it takes " + memory + " octets of memory");
        check(server.replies.size() <= MOST_QUESTIONS, "it leads to " + server.replies.size() + " questions");
        return outcome;
    }

    private static int ask(FuzzedAnswer server) {
        try {
            DnsAnswer answer = server.ask();
            // The last, as a malformed reply to EDNS is followed by a question without.
            check(
                    !AnswerShape.isMalformed(server.replies.get(server.replies.size() - 1)),
                    "malformed, but it brought " + answer);
            check(!answer.timeToLive().isNegative(), "the TTL is negative");
            answer.services().forEach(service -> askable(service.target()));
            answer.addresses().forEach(address -> askable(address.owner()));
            return server.question().type() == DnsQuestion.Type.SRV
                    ? answer.services().size()
                    : answer.addresses().size();
        } catch (DnsFailure refused) {
            return -1;
        }
    }

    /** A name must come through its text unharmed, or another name would be asked. */
    private static void askable(String name) {
        String again = DnsjavaAliases.from(new DnsQuestion(name, DnsQuestion.Type.A))
                .end()
                .toString();
        check(again.equals(name), name + " becomes " + again);
    }

    private static void check(boolean right, String otherwise) {
        if (!right) {
            throw new AssertionError(otherwise);
        }
    }
}
