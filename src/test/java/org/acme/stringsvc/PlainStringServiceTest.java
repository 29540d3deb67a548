package org.acme.stringsvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlainStringServiceTest {

    private final Locale before = Locale.getDefault();
    private final StringService strings = new PlainStringService();

    @AfterEach
    void restoreLocale() {
        Locale.setDefault(before);
    }

    @Test
    void makesUpperCaseWhateverTheLanguageOfTheHost() {
        Locale.setDefault(Locale.forLanguageTag("tr"));

        assertThat(strings.uppercase("title")).isEqualTo("TITLE");
    }

    @Test
    void rejectsAnEmptyString() {
        assertThatThrownBy(() -> strings.uppercase("")).isInstanceOf(EmptyString.class);
    }

    @Test
    void countsCodePoints() {
        assertThat(strings.count("\uD83D\uDE00!")).isEqualTo(2);
    }
}
