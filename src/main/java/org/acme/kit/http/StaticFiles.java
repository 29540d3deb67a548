package org.acme.kit.http;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The warning about static files that a packaged program does not serve.
 *
 * <p>Quarkus serves the files of {@code META-INF/resources} from the class path by unpacking them. The kit has turned that off, so
 * that the root file system may be read-only. Dev mode serves them from the sources, and every program those of the working directory.
 */
@Singleton
final class StaticFiles {

    private static final Logger LOG = Logger.getLogger(StaticFiles.class);
    private static final String FOLDER = "META-INF/resources";
    private static final String UNPACKS = "quarkus.vertx.classpath-resolving";

    void warn(@Observes StartupEvent start, @ConfigProperty(name = UNPACKS) boolean unpacks) {
        if (LaunchMode.current() == LaunchMode.NORMAL && !unpacks) {
            warn(Thread.currentThread().getContextClassLoader(), Path.of("").toAbsolutePath());
        }
    }

    static void warn(ClassLoader classPath, Path workingDirectory) {
        Path folder = workingDirectory.resolve(FOLDER);
        if (classPath.getResource(FOLDER) != null && !Files.isDirectory(folder)) {
            LOG.warnf(
                    "The static files of %s are not served: copy them to %s, or set %s=true,"
                            + " which unpacks them under /tmp or quarkus.vertx.cache-directory",
                    FOLDER, folder, UNPACKS);
        }
    }
}
