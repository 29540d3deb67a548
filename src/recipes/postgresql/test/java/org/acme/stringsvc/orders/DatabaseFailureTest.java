package org.acme.stringsvc.orders;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import javax.transaction.xa.XAException;
import org.acme.kit.error.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseFailureTest {

    @ParameterizedTest
    @CsvSource({"57014, 504", "57P01, 503", "08006, 503", "53300, 503", "40P01, 503", "25006, 503", ", 503"})
    void isToldTheCallerByItsState(String state, int status) {
        Failure failure = new DatabaseFailure.Translation().translate(new SQLException("", state));

        assertThat(failure).isNotNull();
        assertThat(failure.problem().status()).isEqualTo(status);
    }

    @Test
    void isFoundInWhatACommitSuppresses() {
        RollbackException commit = new RollbackException("could not commit");
        commit.addSuppressed(new XAException().initCause(new SQLException("", "08006")));

        assertThat(new DatabaseFailure.Translation().translate(commit)).isNotNull();
        assertThat(new DatabaseFailure.Translation().translate(new RollbackException()))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"42601", "23503"})
    void isAFaultOfThisServiceElse(String state) {
        assertThat(new DatabaseFailure.Translation().translate(new SQLException("", state)))
                .isNull();
    }
}
