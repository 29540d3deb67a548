package org.acme.kit.security;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.endpoint.ServerEndpoint;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Endpoints for clerks only, of each kind, and one for everybody. */
final class Protected {

    private Protected() {}

    @ServerEndpoint
    static class KitLedgerEndpoint implements Endpoint<String, Uni<String>> {
        @Override
        @RolesAllowed("clerk")
        @Operation(summary = "Read the ledger", description = "For clerks only.")
        public Uni<String> call(String request) {
            return Uni.createFrom().item("ledger");
        }
    }

    @ServerEndpoint
    static class KitArchiveEndpoint implements Endpoint<String, String> {
        @Override
        @RolesAllowed("clerk")
        public String call(String request) {
            return "archive";
        }
    }

    @ServerEndpoint
    static class KitCounterEndpoint implements Endpoint<String, String> {
        @Override
        public String call(String request) {
            return "counter";
        }
    }

    @Path("/kit-test/bank")
    static class BankResource {

        private final KitLedgerEndpoint ledger;
        private final KitArchiveEndpoint archive;
        private final KitCounterEndpoint counter;

        BankResource(KitLedgerEndpoint ledger, KitArchiveEndpoint archive, KitCounterEndpoint counter) {
            this.ledger = ledger;
            this.archive = archive;
            this.counter = counter;
        }

        @GET
        @Path("/ledger")
        public Uni<String> kitLedger() {
            return ledger.call("");
        }

        @GET
        @Path("/archive")
        @Blocking
        public String archive() {
            return archive.call("");
        }

        /** Wrong: a token cannot be checked on the event loop while it waits for a plain value. */
        @GET
        @Path("/archive-on-the-event-loop")
        @NonBlocking
        public String archiveOnTheEventLoop() {
            return archive.call("");
        }

        @GET
        @Path("/counter")
        @NonBlocking
        public String kitCounter() {
            return counter.call("");
        }
    }
}
