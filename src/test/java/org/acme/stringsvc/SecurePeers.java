package org.acme.stringsvc;

import java.util.HashMap;
import java.util.Map;
import org.acme.kit.client.TlsPeers;

/** Starts two peers that speak TLS, of which one has the certificate of somebody else; both are in DNS under one name. */
public class SecurePeers extends TlsPeers {

    @Override
    public Map<String, String> start() {
        Map<String, String> config = new HashMap<>(super.start());
        config.putAll(client("peers", "either"));
        config.put("stringsvc.proxy", "true");
        return config;
    }
}
