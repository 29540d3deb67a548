/**
 * REPLACE: the business of this service: what it does that no other does.
 *
 * <p>Entry point: a resource, {@code …Resource}; from there an endpoint, {@code …Endpoint}, then the service behind it.
 *
 * <p>A client of another service, and the peer that its tests talk to: {@code src/docs/recipes.md}.
 *
 * <p>Absent on purpose: storage, and all that other services need as well: that is in the kit.
 */
@NullMarked
package org.acme.stringsvc;

import org.jspecify.annotations.NullMarked;
