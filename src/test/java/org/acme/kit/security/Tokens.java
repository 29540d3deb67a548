package org.acme.kit.security;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.Config;

/** Makes tokens, good ones and forged ones. */
final class Tokens {

    private static final String NO_SIGNATURE = part("{\"alg\":\"none\",\"typ\":\"JWT\"}");
    private static final String SYMMETRIC = part("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");

    private final String issuer;
    private final String audience;
    private final String publicKey;
    private final Function<JwtClaimsBuilder, String> signature;

    /** Signs with the key that Quarkus makes for tests in its own process. */
    Tokens(Config config) {
        this(
                config.getValue("mp.jwt.verify.issuer", String.class),
                config.getValue("mp.jwt.verify.audiences", String.class),
                config.getValue("mp.jwt.verify.publickey", String.class),
                JwtClaimsBuilder::sign);
    }

    Tokens(String issuer, String audience, String publicKey, Function<JwtClaimsBuilder, String> signature) {
        this.issuer = issuer;
        this.audience = audience;
        this.publicKey = publicKey;
        this.signature = signature;
    }

    String good() {
        return signature.apply(claims());
    }

    /** The ways in which a token can be bad, by name. */
    Map<String, String> bad() throws GeneralSecurityException {
        Map<String, String> tokens = new TreeMap<>();
        tokens.put("no token at all", "x");
        tokens.put("tampered claims", tampered(1));
        tokens.put("tampered signature", tampered(2));
        tokens.put("signature cut off", good().substring(0, good().lastIndexOf('.') + 1));
        tokens.put("another key", claims().sign(otherKey().getPrivate()));
        tokens.put("alg none", NO_SIGNATURE + "." + good().split("\\.")[1] + ".");
        tokens.put("alg HS256 with the public key", confused());
        tokens.put("expired", signature.apply(claims().issuedAt(1).expiresAt(2)));
        tokens.put("not yet valid", signature.apply(claims().claim("nbf", in(3_600))));
        tokens.put("wrong issuer", signature.apply(claims().issuer("https://elsewhere.example")));
        tokens.put("wrong audience", signature.apply(claims().audience("another-service")));
        return tokens;
    }

    String withoutGroups() {
        return Jwt.issuer(issuer).audience(audience).subject("ann").sign();
    }

    String inGroup(String group) {
        return Jwt.issuer(issuer)
                .audience(audience)
                .subject("ann")
                .groups(group)
                .sign();
    }

    private JwtClaimsBuilder claims() {
        return Jwt.issuer(issuer).audience(audience).subject("ann").groups("clerk");
    }

    private String tampered(int part) {
        String[] parts = good().split("\\.");
        char first = parts[part].charAt(10);
        parts[part] = parts[part].substring(0, 10) + (first == 'A' ? 'B' : 'A') + parts[part].substring(11);
        return String.join(".", parts);
    }

    /** A checker that lets the token choose the algorithm would take the public key for the shared secret. */
    private String confused() throws GeneralSecurityException {
        String signed = SYMMETRIC + "." + good().split("\\.")[1];
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(publicKey.getBytes(US_ASCII), "HmacSHA256"));
        return signed + "." + part(mac.doFinal(signed.getBytes(US_ASCII)));
    }

    static KeyPair otherKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static long in(int seconds) {
        return Instant.now().getEpochSecond() + seconds;
    }

    private static String part(String json) {
        return part(json.getBytes(US_ASCII));
    }

    private static String part(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
