/**
 * KEEP: what surrounds every call of an endpoint, one pair of files each: the annotation and its interceptor.
 *
 * <p>Entry point: {@link org.acme.kit.middleware.Order}, the chain from the outside in.
 *
 * <p>Absent on purpose: what a library's annotation does already ({@code @Timeout}, {@code @RolesAllowed}, {@code @Valid}).
 */
@NullMarked
package org.acme.kit.middleware;

import org.jspecify.annotations.NullMarked;
