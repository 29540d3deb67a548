/**
 * KEEP: how the service is seen from the outside, beyond what an extension does by itself.
 *
 * <p>Entry point: {@link org.acme.kit.telemetry.LogOutput} for logs, {@link org.acme.kit.telemetry.TracesSwitch} for traces, which
 * turns them on when there is somewhere to send them; {@link org.acme.kit.telemetry.CollectorWatch} says when they do not arrive.
 *
 * <p>Absent on purpose: the measurements and log lines themselves. Each is made where the thing happens.
 */
@NullMarked
package org.acme.kit.telemetry;

import org.jspecify.annotations.NullMarked;
