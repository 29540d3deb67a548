/**
 * KEEP: the receiving of requests, and what every request and response carries besides its body.
 *
 * <p>Entry point: {@link org.acme.kit.http.RequestId}; {@link org.acme.kit.http.ServedBy} shows which instance has computed the
 * answer. {@code Connections} bounds connections and the time of a head, {@code BodyLimit} the size, time and memory of bodies.
 * {@code StrictJson} defines how JSON is read.
 *
 * <p>Absent on purpose: traces, which are OpenTelemetry's; streams of uploads: a body is read whole.
 */
@NullMarked
package org.acme.kit.http;

import org.jspecify.annotations.NullMarked;
