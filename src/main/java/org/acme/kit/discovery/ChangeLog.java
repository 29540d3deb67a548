package org.acme.kit.discovery;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** Writes one line when something changes for a service, none when a refresh brings nothing new. */
final class ChangeLog {

    private static final Logger LOG = Logger.getLogger("discovery");

    private final String service;

    ChangeLog(String service) {
        this.service = service;
    }

    void log(Snapshot before, Snapshot now) {
        if (!before.instances().equals(now.instances())) {
            LOG.infof(
                    "service=%s instances=%d came=%s went=%s changed=%s",
                    service,
                    now.instances().size(),
                    missing(now.instances(), before.instances()),
                    missing(before.instances(), now.instances()),
                    changed(now.instances(), before.instances()));
        }
        if (before.failures() == 0 && now.failures() > 0) {
            LOG.warnf(
                    "service=%s lookup failed, keeping %d instances: %s",
                    service, now.instances().size(), now.error());
        }
        if (before.failures() > 0 && now.failures() == 0) {
            LOG.infof("service=%s lookup works again after %d failures", service, before.failures());
        }
        if (before.emptySince() == null && now.emptySince() != null) {
            LOG.warnf(
                    "service=%s DNS has no usable record, keeping %d instances for now",
                    service, now.instances().size());
        }
    }

    private static List<String> changed(List<DnsInstance> now, List<DnsInstance> before) {
        Set<Long> known = new HashSet<>();
        before.forEach(instance -> known.add(instance.id()));
        return now.stream()
                .filter(instance -> known.contains(instance.id()) && !before.contains(instance))
                .map(instance -> instance.socketAddress() + " priority=" + instance.priority() + " weight="
                        + instance.weight() + " target=" + instance.target())
                .toList();
    }

    private static List<String> missing(List<DnsInstance> from, List<DnsInstance> in) {
        Set<Long> present = new HashSet<>();
        in.forEach(instance -> present.add(instance.id()));
        return from.stream()
                .filter(instance -> !present.contains(instance.id()))
                .map(DnsInstance::socketAddress)
                .toList();
    }
}
