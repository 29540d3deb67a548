/**
 * KEEP: a page for the browser that shows what endpoints, balancing and discovery do, {@code GET :9000/q/console}.
 *
 * <p>Entry point: {@code ConsoleRoute}; the page itself lies beside the classes, in the resources of this package.
 *
 * <p>Absent on purpose: anything that changes state, which a {@code ConsolePart} adds in dev mode, and figures that the JSON and the
 * metrics beside it do not have. Rates and percentiles are computed in the browser, so a page that nobody opens costs nothing.
 */
@NullMarked
package org.acme.kit.console;

import org.jspecify.annotations.NullMarked;
