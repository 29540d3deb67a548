package org.acme.template;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The programs under test, compiled once: their folder is no source folder, and to start a JVM for each case would take minutes. */
final class Program {

    static final Path SOURCE = Path.of(".mvn/Rename.java");
    private static final Class<?> RENAME = compile(SOURCE);
    private static final Class<?> ADD = compile(Path.of(".mvn/Add.java"));

    private Program() {}

    /**
     * Runs Rename on a folder.
     *
     * @return what it printed
     * @throws IllegalArgumentException if it refuses
     * @throws IOException if it fails
     */
    static String run(Path root, String... arguments) throws IOException {
        return run(RENAME, root, arguments);
    }

    /** Runs Add on a folder, like {@link #run(Path, String...)}. */
    static String add(Path root, String... arguments) throws IOException {
        return run(ADD, root, arguments);
    }

    private static String run(Class<?> program, Path root, String... arguments) throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        call(
                method(program, "run", Path.class, PrintStream.class, String[].class),
                null,
                root,
                new PrintStream(printed),
                arguments);
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** Returns a text with the names of the template replaced; {@code kit} is null for a service that owns its kit. */
    static String renamed(String group, String name, String kit, String text) throws IOException {
        Object form = made(RENAME.getDeclaredClasses(), "Form", false, kit, false);
        Object rename = made(new Class<?>[] {RENAME}, "Rename", Path.of(""), group, name, form);
        return (String) call(method(RENAME, "renamed", String.class), rename, text);
    }

    /** Returns the command line that the answers to its questions make. */
    static List<String> answers(UnaryOperator<String> ask) throws IOException {
        return List.of((String[]) call(method(RENAME, "answers", UnaryOperator.class), null, ask));
    }

    private static Object made(Class<?>[] types, String name, Object... arguments) {
        try {
            Class<?> type = Stream.of(types)
                    .filter(each -> each.getSimpleName().equals(name))
                    .findFirst()
                    .orElseThrow();
            Constructor<?> constructor = type.getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static Method method(Class<?> program, String name, Class<?>... parameters) {
        try {
            Method method = program.getDeclaredMethod(name, parameters);
            method.setAccessible(true);
            return method;
        } catch (NoSuchMethodException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static Object call(Method method, Object on, Object... arguments) throws IOException {
        try {
            return method.invoke(on, arguments);
        } catch (IllegalAccessException broken) {
            throw new IllegalStateException(broken);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof IOException failed) {
                throw failed;
            }
            throw (RuntimeException) thrown.getCause();
        }
    }

    private static Class<?> compile(Path source) {
        try {
            String name = source.getFileName().toString().replace(".java", "");
            Path classes = Files.createDirectories(Path.of("target", name));
            int result = ToolProvider.getSystemJavaCompiler()
                    .run(
                            null,
                            null,
                            null,
                            "-encoding",
                            "UTF-8",
                            "-d",
                            classes.toString(),
                            "--release",
                            "17",
                            source.toString());
            if (result != 0) {
                throw new IllegalStateException(source + " does not compile");
            }
            return new URLClassLoader(new java.net.URL[] {classes.toUri().toURL()}).loadClass(name);
        } catch (IOException | ClassNotFoundException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
