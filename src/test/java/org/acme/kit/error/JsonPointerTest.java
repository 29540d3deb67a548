package org.acme.kit.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class JsonPointerTest {

    @Test
    void writesTheExamplesOfTheRfc() {
        // RFC 6901, section 6.
        assertThat(List.of("foo", "", "a/b", "c%d", "e^f", "g|h", "i\\j", "k\"l", " ", "m~n"))
                .extracting(name -> new JsonPointer().member(name).toString())
                .containsExactly(
                        "#/foo", "#/", "#/a~1b", "#/c%25d", "#/e%5Ef", "#/g%7Ch", "#/i%5Cj", "#/k%22l", "#/%20",
                        "#/m~0n");
        assertThat(new JsonPointer()).hasToString("#");
        assertThat(new JsonPointer().member("foo").element(0)).hasToString("#/foo/0");
    }

    @Test
    void leavesLettersAndDigitsAsTheyAre() {
        assertThat(new JsonPointer().member("azAZ09-")).hasToString("#/azAZ09-");
        assertThat(new JsonPointer().member("`{@[/:")).hasToString("#/%60%7B@%5B~1:");
    }

    /** Read by another's eyes: the JDK decodes the fragment, Jackson the pointer. */
    @Property
    void leadsBackToTheNames(@ForAll @Size(max = 5) List<String> names, @ForAll @IntRange(max = 9) int index) {
        List<String> valid = names.stream().map(JsonPointerTest::withoutHalves).toList();
        JsonPointer pointer = new JsonPointer();
        valid.forEach(pointer::member);
        pointer.element(index);

        var read = com.fasterxml.jackson.core.JsonPointer.compile(
                URI.create(pointer.toString()).getFragment());

        for (String name : valid) {
            assertThat(read.getMatchingProperty()).isEqualTo(name);
            read = read.tail();
        }
        assertThat(read.getMatchingIndex()).isEqualTo(index);
        assertThat(read.tail().matches()).isTrue();
    }

    /** Half a pair of surrogates is no character, and has no form in UTF-8. */
    private static String withoutHalves(String name) {
        return new String(
                name.getBytes(java.nio.charset.StandardCharsets.UTF_8), java.nio.charset.StandardCharsets.UTF_8);
    }
}
