package org.acme.stringsvc.orders;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

/**
 * Some pieces of one article.
 *
 * @param sku the article, 1 to 40 characters without control characters
 * @param quantity how many, 1 to 1,000
 */
@RegisterForReflection
record OrderItem(
        @NotBlank @Size(max = 40) @Pattern(regexp = "\\P{Cntrl}*")
        String sku,

        @Positive @Max(1_000) int quantity) {}
