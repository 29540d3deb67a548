package org.acme.kit.http;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The room that large request bodies share, {@code kit.receiving.bytes}. A body has its share from its first byte until its
 * request is answered. Thread-safe.
 *
 * <p>Bodies of up to 16 KiB need no share, so that a few large bodies never keep small calls out. The limit on connections bounds
 * the small bodies.
 */
@Startup // and not with the first body: a wrong key stops the start
@ApplicationScoped
class ReceivedBytes {

    /** The largest body that needs no share. */
    static final long SMALL = 16 * 1024;

    private static final String KEY = "kit.receiving.bytes";
    private static final String AUTO = "auto";

    // A body of JSON is in memory some five times: as it arrives, as bytes, as characters, as a string, as an answer.
    private static final long FRACTION = 6;

    private final long most;
    private final AtomicLong reserved = new AtomicLong();

    @Inject
    ReceivedBytes(
            @ConfigProperty(name = KEY) String configured,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize largest) {
        this(parse(configured, largest.asLongValue()));
    }

    ReceivedBytes(long most) {
        this.most = most;
    }

    private static long parse(String configured, long largest) {
        if (configured.equals(AUTO)) {
            return Math.max(largest, Runtime.getRuntime().maxMemory() / FRACTION);
        }
        try {
            @Nullable MemorySize size = new MemorySizeConverter().convert(configured);
            if (size != null && size.asLongValue() >= largest) {
                return size.asLongValue();
            }
        } catch (IllegalArgumentException | ArithmeticException malformed) {
            // Reported below, with the allowed values.
        }
        throw new ConfigurationException(KEY + " is '" + configured + "'; allowed: auto, or a size such as 16M,"
                + " at least quarkus.http.limits.max-body-size, " + largest + " bytes");
    }

    /** Returns the share of a new body, empty. */
    Share share() {
        return new Share();
    }

    /** Returns how many bytes are reserved. */
    long reserved() {
        return reserved.get();
    }

    /** The part that one body has reserved. Not thread-safe. */
    final class Share {

        private long own;

        /** Grows the share to this many bytes. Returns false, and leaves it as it is, if there is no room. */
        boolean growTo(long octets) {
            long missing = octets <= SMALL ? 0 : octets - own;
            if (missing > 0) {
                if (reserved.addAndGet(missing) > most) {
                    reserved.addAndGet(-missing);
                    return false;
                }
                own = octets;
            }
            return true;
        }

        void release() {
            reserved.addAndGet(-own);
            own = 0;
        }
    }
}
