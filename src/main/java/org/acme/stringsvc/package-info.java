/**
 * REPLACE: the example, Go kit's stringsvc: upper-case a string, by a peer if told so, and count its characters.
 *
 * <p>Entry point: {@code StringResource}; from there {@code UppercaseEndpoint}, then {@code StringService}.
 *
 * <p>Absent on purpose: storage. The folder may be deleted whole; the kit stays green without it.
 */
@NullMarked
package org.acme.stringsvc;

import org.jspecify.annotations.NullMarked;
