package org.acme.stringsvc.orders;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.smallrye.stork.Stork;
import io.smallrye.stork.api.ServiceInstance;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import io.vertx.grpc.client.GrpcClient;
import io.vertx.grpc.client.GrpcClientChannel;
import io.vertx.grpc.client.GrpcClientOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.acme.kit.deadline.Deadline;
import org.acme.kit.deadline.Deadlines;
import org.acme.kit.error.Failure;
import org.acme.kit.error.Problem;
import org.acme.kit.work.Work;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of gRPC calls to services of Stork. Each picks an instance, and reports how the attempt ended.
 *
 * <p>Quarkus' own clients over Stork keep to the instances that they picked first, and support no deadline of a call.
 *
 * <p>An attempt counts as failed by the instance for: no connection, a lost one, {@code UNAVAILABLE}, and no answer within a
 * second. All else is an answer, or no verdict.
 */
@ApplicationScoped
class GrpcAttempts {

    private static final Metadata.Key<String> ID = ascii("x-request-id");
    private static final Metadata.Key<String> TIMEOUT = ascii("grpc-timeout");
    // As much as other implementations take (grpc-java and grpc-go: 4 MiB); Vert.x alone takes 256 KiB.
    private static final int LARGEST = 4 << 20;
    private static final long LONGEST_MILLIS = 1000; // as long as an attempt of a REST client of the kit

    private final GrpcClient client;
    private final Deadlines deadlines;

    GrpcAttempts(Vertx vertx, Deadlines deadlines) {
        this.client = GrpcClient.client(vertx, new GrpcClientOptions().setMaxMessageSize(LARGEST));
        this.deadlines = deadlines;
    }

    @PreDestroy
    void close() {
        client.close();
    }

    /** Tells whether the peer failed the attempt. Then a call that changes nothing may make another attempt. */
    static boolean isOfThePeer(Throwable failure) {
        return failure instanceof PeerFailed;
    }

    private static final class PeerFailed extends IOException implements Failure {

        PeerFailed(Throwable cause) {
            super("The peer failed: " + cause.getMessage(), cause);
        }

        @Override
        public Problem problem() {
            return Problem.of(503, "A service that this one needs does not answer just now; ask again soon.");
        }
    }

    /** Prepares an attempt; each subscription makes one. */
    <I, O> Uni<O> of(String service, MethodDescriptor<I, O> method, I request) {
        return Uni.createFrom().deferred(() -> {
            long left = deadlines.current().requireMillis();
            return Stork.getInstance()
                    .getService(service)
                    .selectInstanceAndRecordStart(true)
                    .chain(instance -> answer(instance, method, request, left)
                            .onItem()
                            .invoke(() -> instance.recordEnd(null))
                            .onFailure()
                            .invoke(failure -> instance.recordEnd(isAnswer(failure) ? null : failure)));
        });
    }

    private <I, O> Uni<O> answer(ServiceInstance instance, MethodDescriptor<I, O> method, I request, long left) {
        long millis = Math.min(left, LONGEST_MILLIS);
        Deadline own = new Deadline(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis), System::nanoTime);
        Channel channel = ClientInterceptors.intercept(
                new GrpcClientChannel(client, SocketAddress.inetSocketAddress(instance.getPort(), instance.getHost())),
                MetadataUtils.newAttachHeadersInterceptor(headers(millis)));
        Uni<O> answer = Uni.createFrom().emitter(caller -> {
            ClientCall<I, O> call = channel.newCall(method, CallOptions.DEFAULT);
            Answer<O> end = new Answer<>(caller);
            caller.onTermination(() -> end.cancel(call));
            ClientCalls.asyncUnaryCall(call, request, end);
        });
        return deadlines
                .bound(answer, own)
                .onFailure(failure -> isLost(failure) || left > millis && own.isSpent())
                .transform(PeerFailed::new);
    }

    private static boolean isAnswer(Throwable failure) {
        return failure instanceof StatusRuntimeException;
    }

    private static Metadata headers(long millis) {
        Metadata headers = new Metadata();
        headers.put(TIMEOUT, millis + "m");
        Work work = Work.current();
        if (work != null) {
            headers.put(ID, work.id());
        }
        return headers;
    }

    /**
     * Tells whether there was no answer. For an answer that it cannot read, such as a proxy's 503, and for a broken connection
     * Vert.x reports {@code UNKNOWN} without a description.
     */
    private static boolean isLost(Throwable failure) {
        Status status = Status.fromThrowable(failure);
        return status.getCode() == Status.Code.UNAVAILABLE
                || status.getCode() == Status.Code.UNKNOWN && status.getDescription() == null;
    }

    private static Metadata.Key<String> ascii(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }

    /** The receiver of the one answer of a call. */
    private static final class Answer<O> implements StreamObserver<O> {

        private final UniEmitter<? super O> caller;
        private @Nullable O answer;
        private volatile boolean over;

        Answer(UniEmitter<? super O> caller) {
            this.caller = caller;
        }

        void cancel(ClientCall<?, O> call) {
            if (!over) {
                over = true;
                call.cancel("Nobody waits", null);
            }
        }

        @Override
        public void onNext(O message) {
            answer = message;
        }

        @Override
        public void onError(Throwable failure) {
            over = true;
            caller.fail(failure);
        }

        @Override
        public void onCompleted() {
            over = true;
            caller.complete(answer);
        }
    }
}
