package org.acme.kit.console;

import io.vertx.ext.web.Router;
import java.util.List;

/** Internal: an addition to the page, as a bean: files and routes. The production program has none. */
public interface ConsolePart {

    /** Returns the scripts and style sheets that the page loads besides its own. */
    List<PageFile> files();

    /** Adds the routes that those files call, below {@code /q/console/}. */
    void register(Router router);
}
