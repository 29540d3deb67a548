package org.acme.kit.dns;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;

/** Takes the nameservers from the host's resolv.conf, unless development brings its own. */
@DefaultBean
@ApplicationScoped
class HostNameservers implements NameserverSource {

    private static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");

    @Override
    public Nameservers current() {
        return ResolvConf.read(RESOLV_CONF);
    }
}
