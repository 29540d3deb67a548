package org.acme.kit.error;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.endpoint.ServerEndpoint;

/** Fails in every way a service can, so that the kit can be tested without the example. */
@Path("/probe")
@NonBlocking
class ProbeResource {

    record Text(String s) {}

    /** Cannot be written: reading it fails. */
    record Unwritable(String s) {
        public String getFault() {
            throw new IllegalStateException("database password at 10.9.8.7");
        }
    }

    @ServerEndpoint
    static class EchoEndpoint implements Endpoint<Text, Text> {
        @Override
        public Text call(Text request) {
            return request;
        }
    }

    private final EchoEndpoint echo;

    ProbeResource(EchoEndpoint echo) {
        this.echo = echo;
    }

    @POST
    @Path("/echo")
    @jakarta.ws.rs.Consumes(MediaType.APPLICATION_JSON)
    public Text echo(Text text) {
        return echo.call(text);
    }

    @GET
    @Path("/text")
    @Produces(MediaType.TEXT_PLAIN)
    public String text() {
        return "text";
    }

    @GET
    @Path("/moved")
    public Response moved() {
        throw new WebApplicationException(
                Response.seeOther(URI.create("/probe/text")).build());
    }

    @GET
    @Path("/unwritable")
    @Produces(MediaType.APPLICATION_JSON)
    public Unwritable unwritable() {
        return new Unwritable("x");
    }

    @GET
    @Path("/{failure}")
    public String now(@PathParam("failure") String failure) {
        throw failure(failure);
    }

    @GET
    @Path("/later/{failure}")
    public Uni<String> later(@PathParam("failure") String failure) {
        return Uni.createFrom().failure(() -> failure(failure));
    }

    private static RuntimeException failure(String name) {
        return switch (name) {
            case "business" -> new BusinessFailure("taken", "Taken", 409, "Choose another name.");
            case "unavailable" -> new Unavailable("Not now.", Duration.ofSeconds(7), "nothing at 10.9.8.7");
            case "secret" -> new IllegalStateException("database password at 10.9.8.7");
            default -> new jakarta.ws.rs.NotFoundException(name);
        };
    }
}
