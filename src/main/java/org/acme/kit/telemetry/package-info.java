/**
 * KEEP: the form of logs, traces and metrics, beyond what an extension does by itself.
 *
 * <p>Entry point: {@link org.acme.kit.telemetry.LogOutput} for logs. {@link org.acme.kit.telemetry.TracesSwitch} turns traces on
 * if there is an endpoint to send them to; {@link org.acme.kit.telemetry.CollectorWatch} logs when they do not arrive.
 *
 * <p>Absent on purpose: the measurements and log lines themselves. Each is made where the event happens.
 */
@NullMarked
package org.acme.kit.telemetry;

import org.jspecify.annotations.NullMarked;
