package org.acme.kit.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemTest {

    @Test
    void isTitledAsItsStatusIsNamed() {
        assertThat(Problem.of(404, null).title()).isEqualTo("Not Found");
    }

    @Test
    void isTitledByTheNumberOfAStatusWithoutAName() {
        assertThat(Problem.of(499, null).title()).isEqualTo("Status 499");
    }
}
