package org.acme.stringsvc.orders;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/** Asks for one order. */
record FindOrder(@NotNull UUID id) {}
