/**
 * KEEP: finds the instances of a service by DNS and keeps them current, beside the requests and never in their way.
 *
 * <p>Entry point: {@link org.acme.kit.discovery.Discovery}, all services; {@code ServiceRefresh} keeps one of them current, {@code
 * ServiceLookup} asks DNS once.
 *
 * <p>Absent on purpose: HTTP, Stork and balancing, and the wall clock. Discovery knows DNS and the time that has passed; it runs on one
 * thread of its own, and never on an event loop or in a call.
 */
@NullMarked
package org.acme.kit.discovery;

import org.jspecify.annotations.NullMarked;
