package org.acme.kit.console;

import io.vertx.ext.web.Router;
import java.util.List;

/** Internal: what else the page has in some programs; in that for production there is none. A bean. */
public interface ConsolePart {

    /** Returns the scripts and style sheets that the page loads besides its own. */
    List<PageFile> files();

    /** Adds the routes that those files call, under {@code /q/console/}. */
    void register(Router router);
}
