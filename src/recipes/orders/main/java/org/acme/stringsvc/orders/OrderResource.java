package org.acme.stringsvc.orders;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The HTTP resource of the endpoints. Its methods may block, as a database does. */
@Path("/orders")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "orders", description = "Placing, finding and cancelling orders")
@Blocking
class OrderResource {

    private final PlaceOrderEndpoint place;
    private final FindOrderEndpoint find;
    private final ListOrdersEndpoint list;
    private final CancelOrderEndpoint cancel;

    OrderResource(
            PlaceOrderEndpoint place, FindOrderEndpoint find, ListOrdersEndpoint list, CancelOrderEndpoint cancel) {
        this.place = place;
        this.find = find;
        this.list = list;
        this.cancel = cancel;
    }

    @POST
    @ResponseStatus(201)
    public Order place(PlaceOrder request) {
        return place.call(request);
    }

    @GET
    @Path("/{id}")
    public Order find(@RestPath UUID id) {
        return find.call(new FindOrder(id));
    }

    @GET
    public OrderPage list(@RestQuery @DefaultValue("0") int page, @RestQuery @DefaultValue("10") int size) {
        return list.call(new ListOrders(page, size));
    }

    @POST
    @Path("/{id}/cancel")
    @Consumes(MediaType.WILDCARD)
    public Order cancel(@RestPath UUID id, @RestQuery long version) {
        return cancel.call(new CancelOrder(id, version));
    }
}
