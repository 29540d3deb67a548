/**
 * KEEP: units of work: an HTTP request, a message, a job, the start.
 *
 * <p>Entry point: {@link org.acme.kit.work.Works}, or {@link org.acme.kit.work.UnitOfWork} on a method;
 * {@link org.acme.kit.work.Work} is the current unit of work. The kit opens one for each HTTP request.
 *
 * <p>Absent on purpose: the CDI request context. Put into the request of the endpoint what it needs from the origin of its work.
 */
@NullMarked
package org.acme.kit.work;

import org.jspecify.annotations.NullMarked;
