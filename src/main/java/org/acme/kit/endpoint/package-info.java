/**
 * KEEP: the definition of an endpoint, the same for every service.
 *
 * <p>Entry point: {@link org.acme.kit.endpoint.Endpoint}; its beans carry {@link org.acme.kit.endpoint.ServerEndpoint}.
 *
 * <p>Absent on purpose: HTTP. A resource translates between HTTP and an endpoint, in one line.
 */
@NullMarked
package org.acme.kit.endpoint;

import org.jspecify.annotations.NullMarked;
