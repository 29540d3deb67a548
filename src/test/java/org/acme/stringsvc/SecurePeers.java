// kit:file: proves the kit through the example
package org.acme.stringsvc;

import java.util.HashMap;
import java.util.Map;
import org.acme.kit.client.TlsPeers;

/** Starts two peers that speak TLS, of which one has the certificate of somebody else; both are in DNS under one name. */
public class SecurePeers extends TlsPeers {

    private final Map<String, String> config = new HashMap<>();

    @Override
    public Map<String, String> start() {
        config.putAll(super.start());
        config.putAll(client("peers", "either"));
        config.put("stringsvc.proxy", "true");
        return config;
    }

    /** Takes the configuration back: Quarkus leaves that of one program that it tests to the next. */
    @Override
    public void stop() {
        super.stop();
        config.keySet().forEach(System::clearProperty);
    }
}
