package org.acme.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.acme.kit.middleware.LogLines;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaticFilesTest {

    private static final String FOLDER = "META-INF/resources";

    @TempDir
    Path temporary;

    private Path workingDirectory;

    @BeforeEach
    void createWorkingDirectory() throws IOException {
        workingDirectory = Files.createDirectory(temporary.resolve("work"));
    }

    @Test
    void thatAreNotServedAreAWarningThatNamesTheKey() throws IOException {
        assertThat(warnings(FOLDER + "/", FOLDER + "/index.html"))
                .singleElement()
                .asString()
                .startsWith("WARN")
                .contains(
                        FOLDER, workingDirectory.resolve(FOLDER).toString(), "quarkus.vertx.classpath-resolving=true");
    }

    @Test
    void ofTheWorkingDirectoryAreServed() throws IOException {
        Files.createDirectories(workingDirectory.resolve(FOLDER));

        assertThat(warnings(FOLDER + "/", FOLDER + "/index.html")).isEmpty();
    }

    @Test
    void areNoWarningWhereThereAreNone() throws IOException {
        assertThat(warnings("META-INF/", "META-INF/beans.xml")).isEmpty();
    }

    private List<String> warnings(String... entries) throws IOException {
        Path jar = temporary.resolve("program.jar");
        try (JarOutputStream program = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String entry : entries) {
                program.putNextEntry(new JarEntry(entry));
            }
        }
        try (URLClassLoader classPath =
                        new URLClassLoader(new URL[] {jar.toUri().toURL()}, null);
                LogLines log = new LogLines(StaticFiles.class.getName())) {
            StaticFiles.warn(classPath, workingDirectory);
            return log.lines();
        }
    }
}
