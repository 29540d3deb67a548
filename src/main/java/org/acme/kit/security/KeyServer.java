package org.acme.kit.security;

import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.KeyLocationResolver;
import java.io.IOException;
import java.security.Key;
import java.time.Duration;
import java.util.List;
import org.acme.kit.error.Unavailable;
import org.jboss.logging.Logger;
import org.jose4j.http.Get;
import org.jose4j.http.SimpleResponse;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/**
 * The keys that a key server publishes at an address (a JWKS, RFC 7517).
 *
 * <p>Known keys stay in use while the server is unreachable. For an unknown key the keys are fetched at once, but at most once a
 * second. While the server is unreachable, a token with an unknown key cannot be checked: 503.
 */
final class KeyServer extends KeyLocationResolver {

    private static final Logger LOG = Logger.getLogger("security");
    private static final long PAUSE = Duration.ofSeconds(1).toNanos();

    private long asked = System.nanoTime() - PAUSE;

    private KeyServer(Settings settings) throws UnresolvableKeyException {
        super(settings);
    }

    /** Fetches the keys for the first time. If that is not possible, it throws, with {@link Unavailable} as the cause. */
    static KeyServer of(Settings settings) throws UnresolvableKeyException {
        try {
            return new KeyServer(settings);
        } catch (UnresolvableKeyException unreachable) {
            throw unavailable(settings, unreachable);
        }
    }

    @Override
    public Key resolveKey(JsonWebSignature token, List<JsonWebStructure> nesting) throws UnresolvableKeyException {
        try {
            return super.resolveKey(token, nesting);
        } catch (UnresolvableKeyException unknown) {
            Settings settings = (Settings) authContextInfo;
            throw settings.isDown() ? unavailable(settings, unknown) : unknown;
        }
    }

    /** Replaces the refresh of the library, which refreshes at most once in half an hour. */
    @Override
    protected boolean forcedHttpsJwksRefresh() {
        synchronized (forcedRefreshLock) {
            if (System.nanoTime() - asked >= PAUSE) {
                try {
                    httpsJwks.refresh();
                } catch (JoseException | IOException failure) {
                    // Settings has recorded and logged it.
                }
                asked = System.nanoTime();
            }
            return true; // another thread may just have fetched the key
        }
    }

    /** The library's constructor calls this: the settings are there, but no field of this class. */
    @Override
    protected Get getHttpGet() {
        return ((Settings) authContextInfo).get();
    }

    private static UnresolvableKeyException unavailable(Settings settings, Throwable cause) {
        return new UnresolvableKeyException(
                "No key",
                new Unavailable(
                        "Who asks cannot be checked just now.", Duration.ofSeconds(1), settings.outage(), cause));
    }

    /** The settings of requests to the server, and the result of the last one. */
    static final class Settings extends JWTAuthContextInfo {

        private final int timeout;
        private @Nullable String reason;

        /**
         * Takes over the settings of SmallRye JWT.
         *
         * @param timeout the time for connecting, and for each part of the answer, in milliseconds
         */
        Settings(JWTAuthContextInfo settings, int timeout) {
            super(settings);
            this.timeout = timeout;
            // The next try after a refresh that failed, in minutes; meanwhile the keys stay in use.
            setJwksRetainCacheOnErrorDuration(1);
        }

        synchronized boolean isDown() {
            return reason != null;
        }

        synchronized String outage() {
            String address = getPublicKeyLocation().replaceFirst("//[^/@]*@", "//"); // no password in the log
            return "The key server cannot be asked: " + address + " (mp.jwt.verify.publickey.location): " + reason;
        }

        private Get get() {
            Get get = new Get() {
                @Override
                public SimpleResponse get(String location) throws IOException {
                    try {
                        SimpleResponse keys = super.get(location);
                        requireKeys(keys);
                        report(null);
                        return keys;
                    } catch (IOException failed) {
                        report(failed.toString());
                        throw failed;
                    }
                }
            };
            get.setRetries(0);
            get.setConnectTimeout(timeout);
            get.setReadTimeout(timeout);
            return get;
        }

        /**
         * Refuses what is no key: a proxy before the server may answer 200 with a page of its own. The library would take that for
         * an answer without keys, and keep to it if it was the first.
         */
        private static void requireKeys(SimpleResponse answer) throws IOException {
            if (answer.getBody().stripLeading().startsWith("-----BEGIN")) {
                return; // PEM, which the library reads by itself
            }
            try {
                new JsonWebKeySet(answer.getBody());
            } catch (JoseException other) {
                throw new IOException("200 without a JWKS (RFC 7517)", other);
            }
        }

        /** Logs one line for an outage, however many tokens it concerns, and one for its end. */
        private synchronized void report(@Nullable String now) {
            boolean was = isDown();
            reason = now;
            if (!was && now != null) {
                LOG.warn(outage() + "; tokens whose key is not known yet get 503 until it answers");
            } else if (was && now == null) {
                LOG.info("The key server answers again: " + getPublicKeyLocation());
            }
        }
    }
}
