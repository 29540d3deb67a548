/**
 * KEEP: the failures a service knows and the problem documents they become (RFC 9457).
 *
 * <p>Entry point: {@link org.acme.kit.error.BusinessFailure} to refuse a request; {@link org.acme.kit.error.Classification}, what
 * every exception is to the caller. {@code FailureTable} is the table, {@code ProblemMapper} answers for
 * resources, {@code ProblemRoutes} around them.
 *
 * <p>Absent on purpose: error codes. The problem type names the failure and the HTTP status its class.
 */
@NullMarked
package org.acme.kit.error;

import org.jspecify.annotations.NullMarked;
