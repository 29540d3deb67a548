/**
 * KEEP: what the OpenAPI document of every service says alike.
 *
 * <p>Entry point: {@code CommonParts}, a filter that runs during the build.
 *
 * <p>Absent on purpose: anything about one resource; that is derived from its code.
 */
@NullMarked
package org.acme.kit.contract;

import org.jspecify.annotations.NullMarked;
