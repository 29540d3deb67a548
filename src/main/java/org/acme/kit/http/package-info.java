/**
 * KEEP: how requests are received, and what every request and response carries besides its body.
 *
 * <p>Entry point: {@link org.acme.kit.http.RequestId}; {@link org.acme.kit.http.ServedBy} shows who computed an answer. What is received
 * is bounded by {@code Connections} (connections, and the time of a head) and {@code BodyLimit} (size, time and memory of bodies).
 * {@code StrictJson} says how a body is read.
 *
 * <p>Absent on purpose: traces, which are OpenTelemetry's; streams of uploads: a body is read whole.
 */
@NullMarked
package org.acme.kit.http;

import org.jspecify.annotations.NullMarked;
