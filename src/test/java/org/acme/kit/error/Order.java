package org.acme.kit.error;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Has constraints in every place where a request can have them. */
record Order(
        @NotBlank String item,
        List<@Valid Line> lines,
        Map<@NotBlank String, @Max(9) Integer> stock,
        Set<@NotBlank String> tags,
        List<List<@NotNull Integer>> grid,
        Map<String, @Valid Line> byName) {

    record Line(@Max(9) int count) {}

    @AssertTrue(message = "must not be cursed")
    boolean isBlessed() {
        return !"cursed".equals(item);
    }
}
