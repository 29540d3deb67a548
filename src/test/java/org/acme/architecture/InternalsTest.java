// kit:file
package org.acme.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks that whoever raises the version of Quarkus is told of each class that uses what is no API. */
class InternalsTest {

    private static final Path KIT = Path.of("src/main/java/org/acme/kit");

    private static final Pattern INTERNAL = Pattern.compile("(?m)^import (static )?("
            + "\\w+(\\.[a-z]\\w*)*\\.(impl|internal)\\."
            + "|org\\.jboss\\.resteasy\\.reactive\\.(server|client)\\.(core|handlers|mapping)\\."
            + "|io\\.smallrye\\.mutiny\\.(operators|helpers)\\."
            + "|org\\.jboss\\.logmanager\\.handlers\\."
            + "|io\\.netty\\.channel\\.)");

    @Test
    void listsEachClassThatUsesInternals() throws IOException {
        String list = Files.readString(Path.of("src/docs/upgrading.md"));

        try (Stream<Path> files = Files.walk(KIT)) {
            assertThat(files.filter(Files::isRegularFile))
                    .filteredOn(InternalsTest::usesInternals)
                    .extracting(file ->
                            KIT.relativize(file).toString().replace(".java", "").replaceAll("[/\\\\]", "."))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(list).contains("`" + name + "`"));
        }
    }

    private static boolean usesInternals(Path file) {
        try {
            return INTERNAL.matcher(Files.readString(file)).find();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
