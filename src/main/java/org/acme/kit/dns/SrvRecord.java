package org.acme.kit.dns;

/**
 * Names one server of a service (RFC 2782).
 *
 * @param priority 0 to 65535; the lowest that can be reached is used
 * @param weight 0 to 65535; the share within its priority
 * @param port 0 to 65535; 0 cannot be connected to
 * @param target a host name with its last dot; {@code .} alone: the service is decidedly not available
 */
public record SrvRecord(int priority, int weight, int port, String target) {

    /** Tells whether this record says that there is no such service here. */
    public boolean isNotAvailable() {
        return target.equals(".");
    }
}
