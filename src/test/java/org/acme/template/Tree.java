package org.acme.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A small project of the template's shape, and what it contains. */
record Tree(Path root) {

    /** Writes a project with everything in it that needs care. */
    static Tree small(Path root) throws IOException {
        Tree tree = new Tree(root);
        tree.write("pom.xml", "<groupId>org.acme</groupId>\n<artifactId>stringsvc</artifactId>\n");
        tree.write("README.md", """
                # stringsvc

                <!-- template:begin -->
                Make it yours.
                <!-- template:end -->
                <!-- example:begin -->
                Make upper case.
                <!-- example:end -->
                The end.
                """);
        Files.copy(Program.SOURCE, Files.createDirectories(root.resolve(".mvn")).resolve("Rename.java"));
        tree.write(".gitattributes", "* text=auto\n");
        tree.write(".ci/rename", "#!/bin/sh\n");
        tree.write(".ci/program", "#!/bin/sh\nSTRINGSVC_PROXY=true\n");
        tree.write(".github/workflows/template.yml", "# template:file\nname: template\n");
        tree.write(".github/workflows/verify.yml", "name: stringsvc\n");
        tree.write("src/main/java/org/acme/kit/Kit.java", """
                package org.acme.kit;

                import static org.acme.kit.Kit.A;
                import static org.acme.kit.Kit.A.B;

                import java.util.List;
                import jakarta.inject.Inject;
                import org.acme.kit.Kit;

                class Kit {}
                """);
        tree.write("src/main/java/org/acme/stringsvc/package-info.java", "package org.acme.stringsvc;\n");
        tree.write("src/main/java/org/acme/stringsvc/StringResource.java", "package org.acme.stringsvc;\n");
        tree.write("src/test/java/org/acme/stringsvc/StringResourceTest.java", "package org.acme.stringsvc;\n");
        tree.write("src/test/java/org/acme/template/RenameTest.java", "package org.acme.template;\n");
        tree.write("src/main/resources/META-INF/native-image/org.acme/kit/native-image.properties", "Args=\n");
        tree.write("src/main/resources/application.properties", """
                # example:begin
                stringsvc.proxy=false
                # example:end
                quarkus.http.port=8080
                """);
        return tree;
    }

    Path write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    String read(String file) throws IOException {
        return Files.readString(root.resolve(file));
    }

    /** Returns each file with its bytes, as text in which each byte is a character, and each link with its target. */
    Map<String, String> content() throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.toList()) {
                String name = root.relativize(path).toString().replace('\\', '/');
                if (name.startsWith(".git/")) {
                    continue;
                }
                if (Files.isSymbolicLink(path)) {
                    content.put(name, "-> " + Files.readSymbolicLink(path));
                } else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                    content.put(name, Files.readString(path, java.nio.charset.StandardCharsets.ISO_8859_1));
                }
            }
        }
        return content;
    }
}
