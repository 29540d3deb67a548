/**
 * KEEP: what every request and response carries besides its body.
 *
 * <p>Entry point: {@link org.acme.kit.http.RequestId}; {@link org.acme.kit.http.ServedBy} shows who computed an answer;
 * {@code BodyLimit} and {@code StrictJson} say what is read.
 *
 * <p>Absent on purpose: traces, which are OpenTelemetry's.
 */
@NullMarked
package org.acme.kit.http;

import org.jspecify.annotations.NullMarked;
