package org.acme.stringsvc.orders;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import java.util.Set;
import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.endpoint.ServerEndpoint;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** An endpoint for clerks only. The check may ask the provider; since the answer is a {@code Uni}, no thread waits meanwhile. */
@ServerEndpoint
class ClerkEndpoint implements Endpoint<Void, Uni<Clerk>> {

    private final CurrentIdentityAssociation caller;

    ClerkEndpoint(CurrentIdentityAssociation caller) {
        this.caller = caller;
    }

    @Override
    @RolesAllowed("clerk")
    @Operation(summary = "Tell who asks", description = "Answers the name and the roles of a clerk.")
    public Uni<Clerk> call(Void nothing) {
        return caller.getDeferredIdentity()
                .map(known -> new Clerk(known.getPrincipal().getName(), Set.copyOf(known.getRoles())));
    }
}
