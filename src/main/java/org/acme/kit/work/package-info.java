/**
 * KEEP: units of work: an HTTP request, a message, a job, the start.
 *
 * <p>Entry point: {@link org.acme.kit.work.Works}, or {@link org.acme.kit.work.UnitOfWork} on a method; {@link org.acme.kit.work.Work}
 * is the current one. HTTP requests are opened by the kit.
 *
 * <p>Absent on purpose: the CDI request context. What a unit of work needs to know of its origin belongs in the request of the endpoint.
 */
@NullMarked
package org.acme.kit.work;

import org.jspecify.annotations.NullMarked;
