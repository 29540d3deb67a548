/**
 * KEEP: the failures of a service and the problem documents that they become (RFC 9457).
 *
 * <p>Entry point: {@link org.acme.kit.error.BusinessFailure} to refuse a request; {@link org.acme.kit.error.Classification} for
 * what an exception is to the caller. {@code FailureTable} is the table. {@code ProblemMapper} answers for resources,
 * {@code HttpProblem} for what fails outside of them.
 *
 * <p>Absent on purpose: error codes. The problem type names the failure and the HTTP status its class.
 */
@NullMarked
package org.acme.kit.error;

import org.jspecify.annotations.NullMarked;
