/**
 * KEEP: discovery of the instances of services by DNS. It keeps them current in the background, outside of requests.
 *
 * <p>Entry point: {@link org.acme.kit.discovery.Discovery}, all services. {@code ServiceRefresh} keeps one service current,
 * {@code ServiceLookup} asks DNS once.
 *
 * <p>Absent on purpose: HTTP, Stork, balancing, and the wall clock. Discovery depends on DNS and elapsed time only. It runs on
 * its own thread, never on an event loop or in a call.
 */
@NullMarked
package org.acme.kit.discovery;

import org.jspecify.annotations.NullMarked;
