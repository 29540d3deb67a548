/**
 * KEEP: authentication and authorisation, by the libraries' annotations on endpoints and any mechanism of Quarkus; bearer tokens
 * (RFC 6750, RFC 7519) are built in.
 *
 * <p>Entry point: {@code TokenSettings}, which stops the start if tokens could not be checked.
 *
 * <p>Absent on purpose: rules by path ({@code quarkus.http.auth.permission}). A path can be written in more ways than a rule
 * foresees, and such rules have been bypassed more than once; an annotation is on the code itself.
 */
@NullMarked
package org.acme.kit.security;

import org.jspecify.annotations.NullMarked;
