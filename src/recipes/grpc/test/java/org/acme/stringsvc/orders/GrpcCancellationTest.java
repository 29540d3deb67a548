package org.acme.stringsvc.orders;

import com.google.protobuf.Empty;
import io.grpc.BindableService;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A call that its caller gives up ends here too. */
@QuarkusTest
class GrpcCancellationTest {

    private static final MethodDescriptor<Empty, Empty> SLOW = MethodDescriptor.<Empty, Empty>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("test.Slow/Wait")
            .setRequestMarshaller(ProtoUtils.marshaller(Empty.getDefaultInstance()))
            .setResponseMarshaller(ProtoUtils.marshaller(Empty.getDefaultInstance()))
            .build();

    @GrpcService
    static class Slow implements BindableService {

        static final CompletableFuture<Void> BEGUN = new CompletableFuture<>();
        static final CompletableFuture<Void> CANCELLED = new CompletableFuture<>();

        private final GrpcCalls calls;

        Slow(GrpcCalls calls) {
            this.calls = calls;
        }

        @Override
        public ServerServiceDefinition bindService() {
            return ServerServiceDefinition.builder("test.Slow")
                    .addMethod(SLOW, ServerCalls.asyncUnaryCall(this::answer))
                    .build();
        }

        private void answer(Empty request, StreamObserver<Empty> caller) {
            calls.nonBlocking(() -> Uni.createFrom()
                            .<Empty>nothing()
                            .onSubscription()
                            .invoke(() -> BEGUN.complete(null))
                            .onCancellation()
                            .invoke(() -> CANCELLED.complete(null)))
                    .subscribe()
                    .with(caller::onNext, caller::onError);
        }
    }

    @TestHTTPResource
    URI http;

    @Test
    void endsWithItsCaller() throws Exception {
        ManagedChannel channel = ManagedChannelBuilder.forAddress(http.getHost(), http.getPort())
                .usePlaintext()
                .build();
        ClientCall<Empty, Empty> call = channel.newCall(SLOW, CallOptions.DEFAULT);
        Future<Empty> answer = ClientCalls.futureUnaryCall(call, Empty.getDefaultInstance());
        Slow.BEGUN.get(60, TimeUnit.SECONDS);

        answer.cancel(true);

        Slow.CANCELLED.get(60, TimeUnit.SECONDS);
        channel.shutdownNow();
    }
}
