package org.acme.stringsvc.orders;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.quarkus.grpc.ExceptionHandler;
import io.quarkus.grpc.ExceptionHandlerProvider;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Objects;
import org.acme.kit.error.Classification;
import org.acme.kit.error.Problem;
import org.jboss.logging.Logger;

/** The failures as gRPC sends them: a status with details (google.rpc). HTTP makes a problem of the same classification. */
@ApplicationScoped
class GrpcFailures implements ExceptionHandlerProvider {

    private static final Logger LOG = Logger.getLogger(GrpcFailures.class);

    @Override
    public <I, O> ExceptionHandler<I, O> createHandler(
            ServerCall.Listener<I> listener, ServerCall<I, O> call, Metadata headers) {
        return new ExceptionHandler<>(listener, call, headers) {
            @Override
            protected void handleException(Throwable failure, ServerCall<I, O> failed, Metadata sent) {
                StatusRuntimeException status = transform(failure);
                failed.close(status.getStatus(), status.getTrailers());
            }
        };
    }

    @Override
    public StatusRuntimeException transform(Throwable failure) {
        if (failure instanceof StatusRuntimeException known) {
            return known;
        }
        Classification classification = Classification.of(failure);
        Problem problem = classification.problem();
        if (problem.status() == 500) {
            LOG.error("A gRPC call failed", failure);
        }
        Status.Builder status = Status.newBuilder()
                .setCode(code(classification).getNumber())
                .setMessage(problem.detail() == null ? problem.title() : problem.detail())
                .addDetails(Any.pack(
                        ErrorInfo.newBuilder().setReason(problem.type()).build()));
        if (problem.errors() != null) {
            status.addDetails(Any.pack(fields(problem)));
        }
        if (classification.retryAfter() != null) {
            status.addDetails(Any.pack(retry(classification.retryAfter())));
        }
        return StatusProto.toStatusRuntimeException(status.build());
    }

    /** Returns the code that google.rpc.Code maps to the HTTP status; it maps neither 422 nor 502. */
    private static Code code(Classification failure) {
        if (failure.kind() == Classification.Kind.CANCELLED) {
            return Code.CANCELLED;
        }
        return switch (failure.problem().status()) {
            case 400, 422 -> Code.INVALID_ARGUMENT;
            case 401 -> Code.UNAUTHENTICATED;
            case 403 -> Code.PERMISSION_DENIED;
            case 404 -> Code.NOT_FOUND;
            case 409 -> Code.ABORTED;
            case 429 -> Code.RESOURCE_EXHAUSTED;
            case 501 -> Code.UNIMPLEMENTED;
            case 502, 503 -> Code.UNAVAILABLE;
            case 504 -> Code.DEADLINE_EXCEEDED;
            default -> failure.kind() == Classification.Kind.BUSINESS ? Code.FAILED_PRECONDITION : Code.INTERNAL;
        };
    }

    private static Message fields(Problem problem) {
        BadRequest.Builder fields = BadRequest.newBuilder();
        for (var violation : problem.errors()) {
            fields.addFieldViolationsBuilder()
                    .setField(Objects.requireNonNullElse(violation.pointer(), violation.parameter()))
                    .setDescription(violation.detail());
        }
        return fields.build();
    }

    private static Message retry(Duration after) {
        RetryInfo.Builder retry = RetryInfo.newBuilder();
        retry.getRetryDelayBuilder().setSeconds(after.toSeconds()).setNanos(after.toNanosPart());
        return retry.build();
    }
}
