package org.acme.stringsvc.orders;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/** A request for one order. */
record FindOrder(@NotNull UUID id) {}
