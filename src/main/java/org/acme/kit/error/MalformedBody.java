package org.acme.kit.error;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells where a body is not the JSON that is expected: 400. Jackson's own words name classes, so none of them is told. */
final class MalformedBody {

    private MalformedBody() {}

    static Failure of(JacksonException thrown) {
        return thrown instanceof MismatchedInputException mismatch ? of(mismatch) : unreadable(thrown.getLocation());
    }

    /** Speaks of what is no text. */
    static Failure unreadable() {
        return unreadable(null);
    }

    /** Speaks of JSON that has something else in a place than is expected there. */
    static Failure of(MismatchedInputException mismatch) {
        Problem problem = Problem.of(400, "The body is not the JSON that is expected here; see \"errors\".");
        return new Told(
                problem.with(List.of(Violation.at(pointer(mismatch), "is not of the type that is expected"))), null);
    }

    /** Speaks of what is no JSON, or has more digits or levels than anybody needs. */
    private static Failure unreadable(@Nullable JsonLocation location) {
        String where = location == null || location.getLineNr() < 1
                ? "."
                : " from line " + location.getLineNr() + ", column " + location.getColumnNr() + " on.";
        return Told.that(400, "The body cannot be read as JSON" + where);
    }

    private static JsonPointer pointer(MismatchedInputException mismatch) {
        JsonPointer pointer = new JsonPointer();
        for (Reference step : mismatch.getPath()) {
            if (step.getFieldName() == null) {
                pointer.element(step.getIndex());
            } else {
                pointer.member(step.getFieldName());
            }
        }
        return pointer;
    }
}
