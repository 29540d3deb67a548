package org.acme.kit.error;

import java.time.Duration;
import java.util.List;

/** Rejects some texts while it is made. */
record Picky(String s, List<Picky> others) {
    Picky {
        if (s != null) {
            refuse(s);
        }
    }

    private static void refuse(String s) {
        switch (s) {
            case "refused" -> throw new BusinessFailure("taken", "Taken", 409, "Choose another name.");
            case "unavailable" -> throw new Unavailable("Not now.", Duration.ofSeconds(2), Failing.SECRET);
            case "missing" -> throw new NullPointerException(Failing.SECRET);
            case "wrong" -> throw new IllegalArgumentException(Failing.SECRET);
            default -> {}
        }
    }
}
