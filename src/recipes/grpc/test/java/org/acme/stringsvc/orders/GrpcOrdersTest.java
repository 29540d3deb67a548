package org.acme.stringsvc.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import grpc.health.v1.HealthGrpc;
import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.MetadataUtils;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.acme.kit.deadline.Deadlines;
import org.acme.kit.error.Failure;
import org.acme.kit.error.Problem;
import org.acme.kit.work.Work;
import org.acme.stringsvc.orders.grpc.FindOrderCall;
import org.acme.stringsvc.orders.grpc.OrderLine;
import org.acme.stringsvc.orders.grpc.OrderServiceGrpc;
import org.acme.stringsvc.orders.grpc.OrderServiceGrpc.OrderServiceBlockingStub;
import org.acme.stringsvc.orders.grpc.PlaceOrderCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a caller of gRPC gets: the orders of HTTP, and failures that say as much. */
@QuarkusTest
class GrpcOrdersTest {

    /** Sees in which unit of work an order is placed, and fails for some articles. */
    @ApplicationScoped
    static class Witness {

        static volatile Work work;
        static volatile long left;

        private final Deadlines deadlines;

        Witness(Deadlines deadlines) {
            this.deadlines = deadlines;
        }

        void see(@Observes OrderChanged change) {
            work = Work.current();
            left = deadlines.current().millis();
            switch (change.order().items().get(0).sku()) {
                case "bug" -> throw new IllegalStateException("secret of the service");
                case "full" -> throw new Full();
                default -> {}
            }
        }
    }

    static class Full extends RuntimeException implements Failure {

        @Override
        public Problem problem() {
            return Problem.of(503, "The warehouse is full.");
        }

        @Override
        public Duration retryAfter() {
            return Duration.ofSeconds(7);
        }
    }

    @TestHTTPResource
    URI http;

    private ManagedChannel channel;
    private OrderServiceBlockingStub orders;
    private final String id = UUID.randomUUID().toString();

    @BeforeEach
    void connect() {
        channel = ManagedChannelBuilder.forAddress(http.getHost(), http.getPort())
                .usePlaintext()
                .build();
        orders = OrderServiceGrpc.newBlockingStub(channel).withDeadlineAfter(60, TimeUnit.SECONDS);
    }

    @AfterEach
    void disconnect() {
        channel.shutdownNow();
    }

    @Test
    void placesAnOrderThatIsFoundThen() {
        assertThat(orders.placeOrder(call("a-1", 2)).getState()).isEqualTo("PLACED");

        assertThat(orders.findOrder(FindOrderCall.newBuilder().setId(id).build())
                        .getItemsList())
                .containsExactly(
                        OrderLine.newBuilder().setSku("a-1").setQuantity(2).build());
    }

    @Test
    void namesTheFieldsThatAreWrong() throws Exception {
        Status status = refused(call("a-1", 0));

        assertThat(code(status)).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(detail(status, BadRequest.class).getFieldViolations(0).getField())
                .isEqualTo("#/items/0/quantity");
    }

    @Test
    void tellsARefusalByItsType() throws Exception {
        orders.placeOrder(call("a-1", 1));

        Status status = refused(call("a-1", 1));

        assertThat(code(status)).isEqualTo(Code.ABORTED);
        assertThat(detail(status, ErrorInfo.class).getReason()).isEqualTo("urn:problem-type:duplicate-order");
    }

    @Test
    void tellsNothingOfABug() {
        Status status = refused(call("bug", 1));

        assertThat(code(status)).isEqualTo(Code.INTERNAL);
        assertThat(status.toString()).doesNotContain("secret", "Exception", "org.");
    }

    @Test
    void saysWhenToAskAgain() throws Exception {
        Status status = refused(call("full", 1));

        assertThat(code(status)).isEqualTo(Code.UNAVAILABLE);
        assertThat(detail(status, RetryInfo.class).getRetryDelay().getSeconds()).isEqualTo(7);
    }

    @Test
    void worksUnderTheIdAndTheDeadlineOfTheCaller() {
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("x-request-id", Metadata.ASCII_STRING_MARSHALLER), "0123456789abcdef");

        orders.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                .withDeadlineAfter(9, TimeUnit.SECONDS)
                .placeOrder(call("a-1", 1));

        assertThat(Witness.work).isEqualTo(new Work("0123456789abcdef", "orders.v1.OrderService/PlaceOrder"));
        assertThat(Witness.left).isBetween(1L, 9000L);
    }

    @Test
    void isHealthy() {
        assertThat(HealthGrpc.newBlockingStub(channel)
                        .check(HealthCheckRequest.getDefaultInstance())
                        .getStatus())
                .isEqualTo(ServingStatus.SERVING);
    }

    private PlaceOrderCall call(String sku, int quantity) {
        return PlaceOrderCall.newBuilder()
                .setId(id)
                .addItems(OrderLine.newBuilder().setSku(sku).setQuantity(quantity))
                .build();
    }

    private Status refused(PlaceOrderCall call) {
        return StatusProto.fromThrowable(
                catchThrowableOfType(StatusRuntimeException.class, () -> orders.placeOrder(call)));
    }

    private static Code code(Status status) {
        return Code.forNumber(status.getCode());
    }

    private static <T extends Message> T detail(Status status, Class<T> type) throws InvalidProtocolBufferException {
        for (Any detail : status.getDetailsList()) {
            if (detail.is(type)) {
                return detail.unpack(type);
            }
        }
        throw new AssertionError("No " + type.getSimpleName() + " in " + status);
    }
}
