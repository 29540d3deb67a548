package org.acme.kit.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Replays the replies that are kept for fuzzing; {@link AnswerFuzz} checks what holds for every reply. */
class AnswerCorpusTest {

    @ParameterizedTest
    @MethodSource
    @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void endsAsWritten(WrittenAnswer answer) {
        int outcome = AnswerFuzz.outcome(answer.octets());

        assertThat(outcome < 0 ? "refused" : Integer.toString(outcome)).isEqualTo(answer.outcome());
    }

    static List<WrittenAnswer> endsAsWritten() {
        return WrittenAnswer.all();
    }
}
