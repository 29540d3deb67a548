package org.acme.kit.balancing;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;

/** Takes every attempt for a first one. */
@DefaultBean
@ApplicationScoped
class NoneTried implements TriedSource {

    @Override
    public TriedInstances current(String service) {
        return TriedInstances.NONE;
    }
}
