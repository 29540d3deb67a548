package org.acme.kit.dns;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Internal: the text form of server addresses: {@code 10.0.0.2}, {@code 10.0.0.2:5301}, {@code ::1}, {@code [::1]:5301}. */
public final class SocketAddresses {

    private static final Pattern WITH_PORT = Pattern.compile("(?:\\[(.+)]|([^:]+)):(\\d{1,5})");

    private SocketAddresses() {}

    /**
     * Parses an address; never resolves a host name.
     *
     * @param text the address, with or without a port
     * @param defaultPort the port if the text has none
     * @return the address, empty if the text is none (a host name, for one) or its port is not 1 to 65535
     */
    public static Optional<InetSocketAddress> parse(String text, int defaultPort) {
        Matcher match = WITH_PORT.matcher(text);
        if (!match.matches()) {
            return of(text, defaultPort);
        }
        int port = Integer.parseInt(match.group(3));
        return port < 1 || port > 65_535
                ? Optional.empty()
                : of(match.group(1) == null ? match.group(2) : match.group(1), port);
    }

    /** Formats an address as {@link #parse} reads it. */
    public static String format(InetSocketAddress address) {
        return NetUtil.toSocketAddressString(address);
    }

    private static Optional<InetSocketAddress> of(String host, int port) {
        // Only literals are left, which InetAddress parses without DNS; it supports zones: fe80::1%eth0.
        if (!NetUtil.isValidIpV4Address(host) && !NetUtil.isValidIpV6Address(host)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (UnknownHostException noSuchZone) {
            return Optional.empty();
        }
    }
}
