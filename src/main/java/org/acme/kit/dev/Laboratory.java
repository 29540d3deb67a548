package org.acme.kit.dev;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.quarkus.arc.profile.IfBuildProfile;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.acme.kit.console.ConsolePage;
import org.acme.kit.console.ConsolePage.PageFile;
import org.acme.kit.error.Failure;
import org.acme.kit.error.Problem;
import org.acme.kit.management.ManagementRoute;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The switches of the console in dev mode: they make peers and DNS fail by {@link DevNetwork}; a load shows the effect.
 *
 * <p>Each change is a POST of a JSON document. A change from a page of another site is refused with 403.
 */
@IfBuildProfile(anyOf = {"dev", "test"})
@ApplicationScoped
class Laboratory implements ConsolePage.Part {

    private static final String PATH = "/q/console/laboratory";
    private static final String NO_CHANGE = "The body is no change of a switch; send what the page sends.";
    private static final int MAX_BODY = 64 * 1024;

    private final DevNetwork network;
    private final ObjectMapper json;
    private final Load load;
    // Changes wait for sockets, which an event loop must not do. A single thread makes one after the other.
    private final ExecutorService changes = Executors.newSingleThreadExecutor(change -> {
        Thread thread = new Thread(change, "laboratory");
        thread.setDaemon(true);
        return thread;
    });

    Laboratory(DevNetwork network, Vertx vertx, ObjectMapper json) {
        this.network = network;
        this.json = json;
        // Read again for each call: where 0 is configured, it is the port in use once the server runs.
        this.load = new Load(vertx, () -> ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class));
    }

    @Override
    public List<PageFile> files() {
        return List.of(
                PageFile.beside(Laboratory.class, "laboratory.css"),
                PageFile.beside(Laboratory.class, "laboratory.js"),
                PageFile.beside(Laboratory.class, "operations.js"));
    }

    @Override
    public void register(Router router) {
        router.get(PATH).handler(this::send);
        router.get(PATH + "/contract").handler(this::contract);
        change(router, "/copy", Switches.CopyChange.class, to -> to.apply(network));
        change(router, "/add", Switches.Addition.class, addition -> network.add(addition.peer()));
        change(router, "/remove", Switches.Removal.class, removal -> network.remove(removal.peer(), removal.copy()));
        change(router, "/dns", Switches.DnsChange.class, to -> to.apply(network));
        change(router, "/load", Load.Order.class, load::run);
        change(router, "/reset", Switches.Reset.class, reset -> {
            network.reset();
            load.reset();
        });
    }

    private <T> void change(Router router, String path, Class<T> type, Consumer<T> change) {
        router.post(PATH + path)
                .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY))
                .handler(request -> {
                    if (isOfThisPage(request.request())) {
                        CompletableFuture.runAsync(() -> change.accept(read(request, type)), changes)
                                .whenComplete((done, failure) -> answer(request, failure));
                    } else {
                        request.fail(403);
                    }
                });
    }

    /** Tells whether the page itself asks: browsers send the relation of the sites, older ones only the origin of the page. */
    private static boolean isOfThisPage(HttpServerRequest request) {
        String type = request.getHeader("Content-Type");
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        boolean same = site != null
                ? site.equals("same-origin")
                : origin == null || origin.endsWith("//" + request.getHeader("Host"));
        return same && type != null && type.startsWith("application/json");
    }

    private <T> T read(RoutingContext request, Class<T> type) {
        try {
            Buffer body = request.body().buffer();
            T change = json.readValue(body == null ? new byte[0] : body.getBytes(), type);
            if (change == null) {
                throw new IllegalArgumentException(NO_CHANGE);
            }
            return change;
        } catch (ValueInstantiationException wrong) {
            throw new IllegalArgumentException(wrong.getCause().getMessage(), wrong);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(NO_CHANGE, malformed);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void answer(RoutingContext request, Throwable failure) {
        if (failure == null) {
            send(request);
            return;
        }
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        request.fail(cause instanceof IllegalArgumentException ? new WrongChange(cause) : cause);
    }

    private void send(RoutingContext request) {
        load.seen();
        request.response().putHeader("Cache-Control", "no-store");
        ManagementRoute.send(request, json, Switches.of(network, load));
    }

    /** Passes on the service's OpenAPI document: it is on another port, from which the page must not load anything. */
    private void contract(RoutingContext request) {
        load.get("/q/openapi?format=json")
                .onSuccess(contract -> request.response()
                        .putHeader("Content-Type", "application/json")
                        .end(contract))
                .onFailure(failure -> request.fail(404, failure));
    }

    @PreDestroy
    void close() {
        load.close();
        changes.shutdown();
    }

    /** A change that is rejected with 400; the message tells the page why. */
    private static final class WrongChange extends RuntimeException implements Failure {

        private static final long serialVersionUID = 1;

        WrongChange(Throwable cause) {
            super(cause.getMessage(), cause);
        }

        @Override
        public Problem problem() {
            return Problem.of(400, getMessage());
        }
    }
}
