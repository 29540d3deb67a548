package org.acme.kit.dns;

/** Knows the nameservers of this host, for services that configure none of their own. */
@FunctionalInterface
public interface NameserverSource {

    /** Returns the nameservers as they are now; asked anew for each refresh, so a changed resolv.conf needs no restart. */
    Nameservers current();
}
