package org.acme.stringsvc.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.acme.kit.error.Failure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseFailureTest {

    @ParameterizedTest
    @CsvSource({"57014, 504", "57P01, 503", "08006, 503", "53300, 503", "40P01, 503", ", 503"})
    void isToldTheCallerByItsState(String state, int status) {
        Failure failure = new DatabaseFailure.Translation().translate(new SQLException("", state));

        assertThat(failure).isNotNull();
        assertThat(failure.problem().status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"42601", "23503"})
    void isAFaultOfThisServiceElse(String state) {
        assertThat(new DatabaseFailure.Translation().translate(new SQLException("", state)))
                .isNull();
    }
}
