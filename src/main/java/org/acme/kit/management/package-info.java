/**
 * KEEP: what the management interface answers beyond Quarkus' health and metrics.
 *
 * <p>Entry point: {@code ServiceRoutes}, with {@code GET /q/discovery/<service>}. {@code OwnEventLoop} keeps probes apart from
 * calls.
 *
 * <p>Absent on purpose: anything that changes state. A caller that reaches the port can only read.
 */
@NullMarked
package org.acme.kit.management;

import org.jspecify.annotations.NullMarked;
