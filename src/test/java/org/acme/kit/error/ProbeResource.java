package org.acme.kit.error;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.acme.kit.error.ProbeEndpoints.KitEchoEndpoint;
import org.acme.kit.error.ProbeEndpoints.KitInnerEndpoint;
import org.acme.kit.error.ProbeEndpoints.KitOrderEndpoint;
import org.acme.kit.error.ProbeEndpoints.Text;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Fails in every way a service can, so that the kit can be tested without the example. */
@Path("/kit-test/probe")
@NonBlocking
class ProbeResource {

    /** Parameters of a request, as one. */
    static class Page {
        @QueryParam("page-size")
        @Max(9)
        int size;

        @RestHeader
        @Size(max = 3)
        String xTenant;
    }

    private final KitEchoEndpoint echo;
    private final KitOrderEndpoint order;
    private final KitInnerEndpoint inner;

    ProbeResource(KitEchoEndpoint echo, KitOrderEndpoint order, KitInnerEndpoint inner) {
        this.inner = inner;
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
    @Path("/inner")
    @Consumes(MediaType.APPLICATION_JSON)
    public Text inner(Text text) {
        return inner.call(text);
    }

    @POST
    @Path("/picky")
    @Consumes(MediaType.APPLICATION_JSON)
    public String picky(List<Picky> picky) {
        return picky.get(0).s();
    }

    @POST
    @Path("/form")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public String form(@RestForm String name) {
        return name;
    }

    @GET
    @Path("/pages/{number}")
    public String page(
            @RestPath @Max(9) int number,
            @RestQuery @NotBlank String q,
            @CookieParam("c") @Size(max = 1) String cookie) {
        return "";
    }

    @GET
    @Path("/page-of/{number}")
    public String pageOf(@Max(9) int number, @BeanParam @Valid Page page) {
        return "";
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
    public Failing.Unwritable unwritable() {
        return new Failing.Unwritable("x");
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
