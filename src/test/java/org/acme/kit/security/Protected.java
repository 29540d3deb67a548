package org.acme.kit.security;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.endpoint.ServerEndpoint;

/** Endpoints for clerks only, of each kind, and one for everybody. */
final class Protected {

    private Protected() {}

    @ServerEndpoint
    static class LedgerEndpoint implements Endpoint<String, Uni<String>> {
        @Override
        @RolesAllowed("clerk")
        public Uni<String> call(String request) {
            return Uni.createFrom().item("ledger");
        }
    }

    @ServerEndpoint
    static class ArchiveEndpoint implements Endpoint<String, String> {
        @Override
        @RolesAllowed("clerk")
        public String call(String request) {
            return "archive";
        }
    }

    @ServerEndpoint
    static class CounterEndpoint implements Endpoint<String, String> {
        @Override
        public String call(String request) {
            return "counter";
        }
    }

    @Path("/bank")
    static class BankResource {

        private final LedgerEndpoint ledger;
        private final ArchiveEndpoint archive;
        private final CounterEndpoint counter;

        BankResource(LedgerEndpoint ledger, ArchiveEndpoint archive, CounterEndpoint counter) {
            this.ledger = ledger;
            this.archive = archive;
            this.counter = counter;
        }

        @GET
        @Path("/ledger")
        public Uni<String> ledger() {
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
        public String counter() {
            return counter.call("");
        }
    }
}
