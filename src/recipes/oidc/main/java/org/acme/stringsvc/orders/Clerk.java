package org.acme.stringsvc.orders;

import java.util.Set;

/**
 * The caller of an endpoint.
 *
 * @param name the {@code upn}, {@code preferred_username} or {@code sub} of the token
 * @param roles its {@code groups}, see {@code quarkus.oidc.roles.role-claim-path}
 */
record Clerk(String name, Set<String> roles) {}
