package org.acme.kit.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.acme.kit.dns.DnsResolver.DnsFailure;
import org.acme.kit.dns.DnsResolver.DnsQuestion;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/**
 * The chain of aliases (CNAME) from the question to its answer (RFC 1034, section 3.6.2). Immutable.
 *
 * @param question the question
 * @param names the names in order, the one asked first
 * @param timeToLive the smallest TTL of the aliases, in seconds
 */
record DnsjavaAliases(DnsQuestion question, List<Name> names, long timeToLive) {

    /** The most aliases that are followed; BIND's limit is 16, too. */
    private static final int LONGEST = 16;

    static DnsjavaAliases from(DnsQuestion question) {
        try {
            Name name = Name.fromString(question.name(), Name.root);
            return new DnsjavaAliases(question, List.of(name), Integer.MAX_VALUE);
        } catch (TextParseException malformed) {
            throw new DnsFailure(question, "no server", "not a domain name (" + malformed.getMessage() + ")");
        }
    }

    Name end() {
        return names.get(names.size() - 1);
    }

    int length() {
        return names.size();
    }

    /**
     * Follows the aliases in a reply as far as they go.
     *
     * @throws DnsFailure if they form a loop or are too many
     */
    DnsjavaAliases through(DnsjavaReply reply) {
        DnsjavaAliases walked = this;
        Optional<CNAMERecord> alias = reply.alias(end());
        while (alias.isPresent()) {
            walked = walked.then(alias.get(), reply);
            alias = reply.alias(walked.end());
        }
        return walked;
    }

    private DnsjavaAliases then(CNAMERecord alias, DnsjavaReply reply) {
        if (names.contains(alias.getTarget())) {
            throw new DnsFailure(question, reply.server(), "aliases go in a circle at " + alias.getTarget());
        }
        if (names.size() > LONGEST) {
            throw new DnsFailure(question, reply.server(), "more than " + LONGEST + " aliases");
        }
        List<Name> longer = new ArrayList<>(names);
        longer.add(alias.getTarget());
        return new DnsjavaAliases(question, List.copyOf(longer), Math.min(timeToLive, alias.getTTL()));
    }
}
