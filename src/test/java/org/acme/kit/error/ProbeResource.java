package org.acme.kit.error;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.endpoint.ServerEndpoint;

/** Fails in every way a service can, so that the kit can be tested without the example. */
@Path("/kit-test/probe")
@NonBlocking
class ProbeResource {

    record Text(String s) {}

    /** Cannot be written: reading it fails. */
    record Unwritable(String s) {
        public String getFault() {
            throw new IllegalStateException(Failing.SECRET);
        }
    }

    @ServerEndpoint
    static class KitEchoEndpoint implements Endpoint<Text, Text> {
        @Override
        public Text call(Text request) {
            return request;
        }
    }

    @ServerEndpoint
    static class KitOrderEndpoint implements Endpoint<Order, Text> {
        @Override
        public Text call(Order request) {
            return new Text(request.item());
        }
    }

    private final KitEchoEndpoint echo;
    private final KitOrderEndpoint order;

    ProbeResource(KitEchoEndpoint echo, KitOrderEndpoint order) {
        this.echo = echo;
        this.order = order;
    }

    @POST
    @Path("/order")
    @Consumes(MediaType.APPLICATION_JSON)
    public Text order(Order request) {
        return order.call(request);
    }

    @POST
    @Path("/echo")
    @Consumes(MediaType.APPLICATION_JSON)
    public Text echo(Text text) {
        return echo.call(text);
    }

    @POST
    @Path("/thread")
    @Consumes(MediaType.TEXT_PLAIN)
    public String thread(String text) {
        return Context.isOnEventLoopThread() ? "event loop" : "worker";
    }

    /** Writes half of an answer before it fails. */
    @GET
    @Path("/half")
    @Produces(MediaType.TEXT_PLAIN)
    public Multi<String> half() {
        return Multi.createFrom().items("half").onCompletion().failWith(() -> Failing.with("bug"));
    }

    /** Makes an empty answer of a status by itself. */
    @GET
    @Path("/status/{status}")
    public Response status(@PathParam("status") int status) {
        return Response.status(status).build();
    }

    /** Says itself what is wrong. */
    @GET
    @Path("/own-words")
    @Produces(MediaType.TEXT_PLAIN)
    public Response ownWords() {
        return Response.status(409).entity("own words").build();
    }

    @POST
    @Path("/valid")
    @Consumes(MediaType.APPLICATION_JSON)
    public String valid(@Valid Order order, @QueryParam("size") @Max(9) int size) {
        return "";
    }

    @GET
    @Path("/invalid-answer")
    @Size(max = 3)
    public String invalidAnswer() {
        return "10.9.8.7";
    }

    @GET
    @Path("/converted/{failure}")
    public String converted(@PathParam("failure") FailingConverter.Converted ignored) {
        return "";
    }

    @GET
    @Path("/filtered")
    public String filtered() {
        return "";
    }

    @GET
    @Path("/text")
    @Produces(MediaType.TEXT_PLAIN)
    public String text() {
        return "text";
    }

    @GET
    @Path("/unwritable")
    @Produces(MediaType.APPLICATION_JSON)
    public Unwritable unwritable() {
        return new Unwritable("x");
    }

    @GET
    @Path("/now/{failure}")
    public String now(@PathParam("failure") String failure) throws Throwable {
        throw Failing.with(failure);
    }

    @GET
    @Path("/blocking/{failure}")
    @Blocking
    public String blocking(@PathParam("failure") String failure) throws Throwable {
        throw Failing.with(failure);
    }

    @GET
    @Path("/later/{failure}")
    public Uni<String> later(@PathParam("failure") String failure) {
        return Uni.createFrom().failure(() -> Failing.with(failure));
    }
}
