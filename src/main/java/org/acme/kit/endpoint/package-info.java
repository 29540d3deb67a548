/**
 * KEEP: what an endpoint is, the same for every service.
 *
 * <p>Entry point: {@link org.acme.kit.endpoint.Endpoint}; a bean of it carries {@link org.acme.kit.endpoint.ServerEndpoint}.
 *
 * <p>Absent on purpose: HTTP. A resource translates between HTTP and an endpoint, in one line.
 */
@NullMarked
package org.acme.kit.endpoint;

import org.jspecify.annotations.NullMarked;
