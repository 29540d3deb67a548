package org.acme.kit.error;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A body of a request that is not the JSON expected: 400. Jackson's own words name classes, so none of them is told. */
final class MalformedBody extends RuntimeException implements Failure {

    private final Problem problem;

    private MalformedBody(Problem problem, Throwable cause) {
        super(problem.detail(), cause, false, false);
        this.problem = problem;
    }

    @Override
    public Problem problem() {
        return problem;
    }

    /** Describes what is no text, no JSON, JSON of another shape, or a value that a class of the service rejects. */
    static MalformedBody of(Throwable thrown) {
        if (thrown instanceof MismatchedInputException mismatch && !(thrown instanceof ValueInstantiationException)) {
            return at(mismatch, "is not of the type that is expected");
        }
        if (thrown instanceof JsonMappingException mapping && isRejected(mapping)) {
            return at(mapping, "is not a value that is allowed here");
        }
        return unreadable(thrown, thrown instanceof JacksonException json ? json.getLocation() : null);
    }

    /** Jackson wraps what a constructor or a deserialiser throws; and what its parser throws, inside of an object. */
    private static boolean isRejected(JsonMappingException mapping) {
        return !(mapping.getCause() instanceof JacksonException)
                && !(mapping.getCause() instanceof java.io.CharConversionException);
    }

    private static MalformedBody at(JsonMappingException thrown, String detail) {
        Problem problem = Problem.of(400, "The body is not the JSON that is expected here; see \"errors\".");
        return new MalformedBody(problem.with(List.of(Violation.at(pointer(thrown), detail))), thrown);
    }

    /** Speaks of what is no JSON, or has more digits or levels than anybody needs. */
    private static MalformedBody unreadable(Throwable thrown, @Nullable JsonLocation location) {
        String where = location == null || location.getLineNr() < 1
                ? "."
                : " from line " + location.getLineNr() + ", column " + location.getColumnNr() + " on.";
        return new MalformedBody(Problem.of(400, "The body cannot be read as JSON" + where), thrown);
    }

    private static JsonPointer pointer(JsonMappingException thrown) {
        JsonPointer pointer = new JsonPointer();
        for (Reference step : thrown.getPath()) {
            if (step.getFieldName() != null) {
                pointer.member(step.getFieldName());
            } else if (step.getIndex() >= 0) {
                pointer.element(step.getIndex());
            }
        }
        return pointer;
    }
}
