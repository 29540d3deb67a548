package org.acme.kit.stork;

import io.smallrye.stork.api.ServiceDiscovery;
import io.smallrye.stork.api.config.ServiceConfig;
import io.smallrye.stork.api.config.ServiceDiscoveryAttribute;
import io.smallrye.stork.api.config.ServiceDiscoveryType;
import io.smallrye.stork.spi.ServiceDiscoveryProvider;
import io.smallrye.stork.spi.StorkInfrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.acme.kit.discovery.Discovery;

/**
 * Internal: service discovery by DNS for Stork: {@code quarkus.stork.<service>.service-discovery.type=dnsjava}.
 *
 * <p>The attributes below are the whole of its configuration. A wrong one stops the start with its key and what is allowed.
 */
@ServiceDiscoveryType("dnsjava")
@ServiceDiscoveryAttribute(
        name = "name",
        required = true,
        description = "The name to look up: _http._tcp.orders.example.com, or a host name with port.")
@ServiceDiscoveryAttribute(
        name = "record",
        defaultValue = "auto",
        description =
                "The records to ask for: srv, a, aaaa, or auto (SRV for _service._proto names, addresses for host names).")
@ServiceDiscoveryAttribute(
        name = "port",
        description =
                "The port of instances that are found by their address, 1 to 65535; with record=srv, of the records to use.")
@ServiceDiscoveryAttribute(
        name = "servers",
        description =
                "The nameservers, in the order to ask them: 10.0.0.2,10.0.0.3:5301,[::1]:53. Default: resolv.conf.")
@ServiceDiscoveryAttribute(
        name = "timeout",
        description = "How long a nameserver may take for one try. Default: resolv.conf's, or 2s.")
@ServiceDiscoveryAttribute(
        name = "secure",
        defaultValue = "false",
        description =
                "Whether instances are called with TLS; the SRV target goes into SNI and is verified: true or false.")
@ServiceDiscoveryAttribute(
        name = "min-ttl",
        defaultValue = "5s",
        description = "The shortest time between two lookups, whatever TTL the records have.")
@ServiceDiscoveryAttribute(
        name = "max-ttl",
        defaultValue = "10s",
        description = "The longest time between two lookups, whatever TTL the records have.")
@ServiceDiscoveryAttribute(
        name = "empty-grace",
        defaultValue = "30s",
        description = "How long an empty answer is doubted, and the last good one used, before it is believed.")
@ServiceDiscoveryAttribute(
        name = "max-stale",
        defaultValue = "1h",
        description = "How long the last good answer is used while DNS fails (RFC 8767, section 5).")
@ServiceDiscoveryAttribute(
        name = "first-wait",
        defaultValue = "3s",
        description = "How long a call may wait for the first answer of DNS.")
@ServiceDiscoveryAttribute(
        name = "at-start",
        defaultValue = "true",
        description =
                "Whether it is looked up at the start, and the started probe waits for an instance; or when first used.")
@ApplicationScoped
public class DnsjavaDiscoveryProvider implements ServiceDiscoveryProvider<DnsjavaConfiguration> {

    @Inject // a field, because the loader that Stork generates wants a constructor without parameters
    Discovery discovery;

    @Override
    public ServiceDiscovery createServiceDiscovery(
            DnsjavaConfiguration attributes, String service, ServiceConfig config, StorkInfrastructure infrastructure) {
        return new StorkDiscovery(discovery.add(DiscoveryAttributes.read(service, attributes.parameters())));
    }
}
