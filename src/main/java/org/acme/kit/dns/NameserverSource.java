package org.acme.kit.dns;

/** Internal: the nameservers of this host, for services that configure none of their own. */
@FunctionalInterface
public interface NameserverSource {

    /** Returns the nameservers as they are now, for each lookup anew: a changed resolv.conf needs no restart. Reads a file. */
    Nameservers current();
}
