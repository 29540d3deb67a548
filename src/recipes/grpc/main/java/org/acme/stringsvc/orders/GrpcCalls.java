package org.acme.stringsvc.orders;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.quarkus.grpc.GlobalInterceptor;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.acme.kit.work.Works;
import org.jspecify.annotations.Nullable;

/**
 * The interceptor that makes a unit of work of each call. The work has the id and the deadline that the caller sends, and ends
 * when the caller cancels.
 *
 * <p>Quarkus passes neither deadline nor cancellation on to a method that answers a {@code Uni}.
 */
@GlobalInterceptor
@ApplicationScoped
class GrpcCalls implements ServerInterceptor {

    private static final Metadata.Key<String> ID = Metadata.Key.of("x-request-id", Metadata.ASCII_STRING_MARSHALLER);
    private static final Context.Key<OfCaller> CALLER = Context.key("caller");

    /** The data of one call that its work needs: what the caller sent, and its cancellation. */
    private record OfCaller(
            String method, @Nullable String id, @Nullable Duration left, CompletableFuture<Void> cancelled) {}

    private final Works works;

    GrpcCalls(Works works) {
        this.works = works;
    }

    @Override
    public <I, O> Listener<I> interceptCall(ServerCall<I, O> call, Metadata headers, ServerCallHandler<I, O> next) {
        OfCaller caller = new OfCaller(
                call.getMethodDescriptor().getFullMethodName(),
                headers.get(ID),
                GrpcTimeout.of(headers),
                new CompletableFuture<>());
        Context context = Context.current().withValue(CALLER, caller);
        return new SimpleForwardingServerCallListener<>(Contexts.interceptCall(context, call, headers, next)) {
            @Override
            public void onCancel() {
                caller.cancelled.complete(null);
                super.onCancel();
            }
        };
    }

    /** Calls an endpoint that may block, on a worker thread. */
    <T> Uni<T> blocking(Supplier<T> endpoint) {
        OfCaller caller = CALLER.get();
        return untilCancelled(
                caller,
                Uni.createFrom()
                        .voidItem()
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .map(worker -> work(caller).run(endpoint)));
    }

    /** Calls an endpoint that does not block. */
    <T> Uni<T> nonBlocking(Supplier<Uni<T>> endpoint) {
        OfCaller caller = CALLER.get();
        return untilCancelled(caller, work(caller).start(endpoint));
    }

    private Works.Opening work(OfCaller caller) {
        return works.open(caller.method).id(caller.id).within(caller.left);
    }

    private static <T> Uni<T> untilCancelled(OfCaller caller, Uni<T> work) {
        return Uni.createFrom().emitter(answer -> {
            var running = work.subscribe().with(answer::complete, answer::fail);
            caller.cancelled.thenRun(running::cancel);
        });
    }
}
