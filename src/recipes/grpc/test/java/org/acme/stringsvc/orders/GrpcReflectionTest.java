package org.acme.stringsvc.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What grpcurl asks first. */
@QuarkusTest
class GrpcReflectionTest {

    /** The names of the services, once they are told. */
    private static class Listed extends CompletableFuture<List<String>>
            implements StreamObserver<ServerReflectionResponse> {

        @Override
        public void onNext(ServerReflectionResponse answer) {
            complete(answer.getListServicesResponse().getServiceList().stream()
                    .map(ServiceResponse::getName)
                    .toList());
        }

        @Override
        public void onError(Throwable failure) {
            completeExceptionally(failure);
        }

        @Override
        public void onCompleted() {}
    }

    @TestHTTPResource
    URI http;

    @Test
    void listsTheServicesOnThePortOfHttp() throws Exception {
        ManagedChannel channel = ManagedChannelBuilder.forAddress(http.getHost(), http.getPort())
                .usePlaintext()
                .build();
        Listed listed = new Listed();

        ServerReflectionGrpc.newStub(channel)
                .serverReflectionInfo(listed)
                .onNext(ServerReflectionRequest.newBuilder().setListServices("").build());

        assertThat(listed.get(60, TimeUnit.SECONDS)).contains("orders.v1.OrderService");
        channel.shutdownNow();
    }
}
