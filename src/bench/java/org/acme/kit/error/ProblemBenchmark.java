package org.acme.kit.error;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Makes a refusal and its document. */
@State(Scope.Benchmark)
@Fork(1)
public class ProblemBenchmark {

    private final ObjectMapper json = new ObjectMapper();

    @Benchmark
    public byte[] refusal() throws JsonProcessingException {
        BusinessFailure refusal =
                new BusinessFailure("empty-string", "Empty string", 422, "The string is empty; send one character.");
        return json.writeValueAsBytes(Problem.of(refusal).at("/uppercase", "f6f3c1d2a9b80475"));
    }
}
