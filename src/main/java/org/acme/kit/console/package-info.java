/**
 * KEEP: a page for the browser that shows what endpoints, balancing and discovery do, {@code GET :9000/q/console}.
 *
 * <p>Entry point: {@code ConsoleRoute}. The page itself lies beside the classes, in the resources of this package.
 *
 * <p>Absent on purpose: anything that changes state, which a {@code ConsolePage.Part} adds in dev mode; and figures that the JSON and
 * the metrics of the management port do not have. The browser computes rates and percentiles; a page that is not open costs one
 * sample of the metrics each second.
 */
@NullMarked
package org.acme.kit.console;

import org.jspecify.annotations.NullMarked;
