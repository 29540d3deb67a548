import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.*;
import java.util.*;
import java.util.function.UnaryOperator;
import java.util.regex.*;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/**
 * Makes the template yours, in one of three forms: {@code java .mvn/Rename.java com.example orders [--without-example]} makes a
 * service that owns its kit, {@code --only-kit} the kit as a library, {@code --kit group:artifact:version} a service on such a kit.
 *
 * <p>Writes the renamed project into a folder beside and swaps the two; back if a step fails. Needs a JDK 17 or newer; one file,
 * because that is what JDK 17 compiles when a source is started.
 */
public record Rename(Path root, String group, String name, Form form) {

    /** What becomes of the project. {@code kit} is null unless the service is to depend on one: group, artifact, version. */
    private record Form(boolean onlyKit, String kit, boolean withoutExample) {

        /** Returns the parts of the template that go; {@code only-kit} and {@code on-kit} exist in that form alone. */
        Set<String> goes() {
            List<String> parts = onlyKit
                    ? List.of("template", "example", "service", "on-kit")
                    : List.of("template", "only-kit", kit == null ? "on-kit" : "kit", withoutExample ? "example" : "");
            return Set.copyOf(parts);
        }

        /** Returns one of group, artifact and version of the kit. */
        String kit(int index) {
            return kit.split(":")[index];
        }
    }

    private static final String USAGE = "Usage: java .mvn/Rename.java <group> <name>"
            + " [--only-kit | --kit <group>:<artifact>:<version>] [--without-example] [--dry-run]";
    /** The group, with slashes or escaped dots too, and the package behind it if it is there; the name alone. */
    private static final Pattern TOKENS =
            Pattern.compile("org(/|\\\\*\\.)acme(\\1stringsvc|\\1kit\\b)?|stringsvc|STRINGSVC");
    private static final Pattern OLD = Pattern.compile("(?i)org[./]acme|stringsvc");
    private static final Pattern IMPORTS = Pattern.compile("(?m)(^import static .*;\\R)+|(^import (?!static ).*;\\R)+");
    /** Which files are part of what. A file elsewhere says so itself in one of its first lines: {@code // example:file}. */
    private static final Map<String, Pattern> PARTS = Map.of(
            "template", Pattern.compile("\\.ci/.*|\\.mvn/Rename\\.java|src/test/java/org/acme/template/.*|.*/RealDns\\w+\\.java"
                    + "|src/bench/(?!java/|fuzz).*"),
            "example", Pattern.compile("src/\\w+/java/org/acme/stringsvc/(?!package-info).*|docker/(compose|dns/).*|src/docs/console\\.png"),
            "kit", Pattern.compile("src/\\w+/java(21)?/org/acme/kit/.*|src/(main|test)/resources/(META-INF|org)/.*|src/bench/.*"
                    + "|src/docs/(?!recipes|upgrading|console\\.png).*|src/test/java/org/acme/architecture/(?!Workflows).*"),
            "service", Pattern.compile("src/\\w+/java/org/acme/(stringsvc|deployment)/.*|docker/.*|.*IT\\.java|README\\.md"
                    + "|src/test/java21/.*|src/recipes/.*|\\.mvn/Add\\.java"),
            "only-kit", Pattern.compile("\\.mvn/only-kit/.*"),
            "on-kit", Pattern.compile("\\.mvn/on-kit/.*"));
    private static final Pattern FILE = Pattern.compile("\\A(?:.*\\R){0,2}?(?:#|//|<!--) (\\S+):file\\b");
    private static final Pattern LINK = Pattern.compile("\\[([^]]*)]\\(([^)#:]+)(?:#[^)]*)?\\)|`(src/[\\w./-]+)`");
    /** Where the new project is made and the old one waits: on the same disk, so that moving is enough. */
    private static final String WORK = ".rename";
    private static final Set<String> SKIPPED = Set.of(WORK, ".git", ".idea", ".vscode", ".settings");

    /** What becomes of a file: {@code to} is null if it goes, {@code content} if that stays. */
    private record Change(String from, String to, byte[] content) {}

    public static void main(String... arguments) {
        try {
            boolean asks = arguments.length == 0 && System.console() != null;
            String[] given = asks ? answers(question -> System.console().readLine(question)) : arguments;
            run(Path.of("").toAbsolutePath(), System.out, given);
        } catch (IllegalArgumentException | UncheckedIOException | IOException failed) {
            System.err.println(failed instanceof IllegalArgumentException ? failed.getMessage() : "Stopped: " + failed);
            System.exit(1);
        }
    }

    /** Asks for what the command line could have said; an empty answer is the first of the choices. */
    static String[] answers(UnaryOperator<String> ask) {
        List<String> given = new ArrayList<>();
        given.add("" + ask.apply("Group, like com.example: "));
        given.add("" + ask.apply("Name, like order-intake: "));
        String kit = "" + ask.apply("Kit: own, only, or one to depend on, like com.example:service-kit:1.0.0 [own]: ");
        if (kit.equals("only")) {
            given.add("--only-kit");
            return given.toArray(String[]::new);
        }
        if (!Set.of("", "own").contains(kit)) {
            given.addAll(List.of("--kit", kit));
        }
        if (("" + ask.apply("With the example? yes, no [yes]: ")).startsWith("n")) {
            given.add("--without-example");
        }
        return given.toArray(String[]::new);
    }

    static void run(Path root, PrintStream out, String... arguments) throws IOException {
        List<String> names = new ArrayList<>(List.of(arguments));
        boolean dryRun = names.remove("--dry-run");
        Form form = new Form(names.remove("--only-kit"), kit(names), names.remove("--without-example"));
        check(names.size() == 2, USAGE);
        check(!form.onlyKit || form.kit == null, "--only-kit makes a kit, --kit takes one: leave one of them out");
        check(!form.onlyKit || !form.withoutExample, "The kit alone has no example: leave --without-example out");
        Rename rename = new Rename(root, names.get(0), names.get(1), form);
        rename.checkNames();
        rename.checkProject();
        List<Change> changes = rename.plan();
        if (dryRun) {
            changes.stream().filter(change -> change.content != null || !change.from.equals(change.to))
                    .forEach(change -> out.println(change.from + " -> " + Objects.toString(change.to, "nothing")));
            out.println("Nothing is changed: this was a dry run.");
        } else {
            rename.carryOut(changes);
            rename.report(changes, out);
        }
    }

    /** Takes {@code --kit} and what follows it out of the arguments; null if there is none. */
    private static String kit(List<String> arguments) {
        int option = arguments.indexOf("--kit");
        if (option < 0) {
            return null;
        }
        check(option + 1 < arguments.size(), "--kit needs one: group, artifact and version, like com.example:service-kit:1.0.0");
        arguments.remove(option);
        return arguments.remove(option);
    }

    private static void check(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private void checkNames() {
        check(isGroup(group), "'" + group + "' is no group: lower-case words and dots, no Java keyword, like com.example");
        check(isName(name), "'" + name + "' is no name: lower-case words and dashes, no Java keyword, like order-intake");
        boolean taken = !form.onlyKit && packageName().equals("kit");
        check(!taken, "'" + name + "' is taken: " + group + ".kit is what all services share");
        check(!(group + name).equals("org.acmestringsvc"), "Nothing would change: these are the names it has");
        if (form.kit != null) {
            String[] kit = form.kit.split(":", -1);
            boolean right = kit.length == 3 && isGroup(kit[0]) && isName(kit[1]) && kit[2].matches("[0-9][0-9A-Za-z._-]*");
            check(right, "'" + form.kit + "' is no kit: group, artifact and version, like com.example:service-kit:1.0.0");
            check(!(group + name).equals(kit[0] + kit[1]), "'" + form.kit + "' is the service itself: name the kit's artifact");
        }
    }

    private static boolean isGroup(String text) {
        return text.matches("[a-z0-9_.]+") && SourceVersion.isName(text) && !text.matches("java(\\..*)?");
    }

    private static boolean isName(String text) {
        return text.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*") && SourceVersion.isName(text.replace("-", ""));
    }

    private void checkProject() {
        check(Files.exists(root.resolve(".mvn/Rename.java")), root + " is not the template's folder: go there");
        check(Files.notExists(root.resolve(WORK)), "A run was killed; what it had moved is in " + WORK + "/old");
        check(said("git", "status", "--porcelain").isEmpty(), "Commit or stash first: git has changes of its own");
    }

    private List<Change> plan() throws IOException {
        List<Change> changes = new ArrayList<>();
        for (String file : files()) {
            boolean goes = goes(file);
            changes.add(new Change(file, goes ? null : renamed(place(file)), goes ? null : newContent(file)));
        }
        return changes;
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .map(path -> root.relativize(path).toString().replace('\\', '/'))
                    .filter(file -> !SKIPPED.contains(file.split("/")[0]) && !file.startsWith("target/"))
                    .toList();
        }
    }

    private boolean goes(String file) throws IOException {
        Path path = root.resolve(file);
        Matcher own = FILE.matcher(Files.isSymbolicLink(path) ? "" : Files.readString(path, ISO_8859_1));
        return own.find() && form.goes().contains(own.group(1))
                || PARTS.keySet().stream().anyMatch(part -> form.goes().contains(part) && PARTS.get(part).matcher(file).matches());
    }

    /** Returns where a file belongs: what one form alone has waits in a folder; and no library configures those who use it. */
    private String place(String file) {
        boolean settings = form.onlyKit && file.equals("src/main/resources/application.properties");
        return settings ? file.replace("/main/", "/test/") : file.replaceFirst("^\\.mvn/(only|on)-kit/", "");
    }

    /** Replaces all tokens in one pass: what has been put in is not looked at again. */
    String renamed(String text) {
        return TOKENS.matcher(text).replaceAll(token -> Matcher.quoteReplacement(switch (token.group()) {
            case "stringsvc" -> name;
            case "STRINGSVC" -> name.replace('-', '_').toUpperCase(Locale.ROOT);
            default -> packageOf(Objects.toString(token.group(2), "")).replace(".", token.group(1));
        }));
    }

    private String packageOf(String old) {
        return switch (old.isEmpty() ? "" : old.substring(old.length() - 3)) {
            case "kit" -> kitPackage();
            case "svc" -> group + "." + packageName();
            default -> group;
        };
    }

    private String packageName() {
        return name.replace("-", "");
    }

    private String kitPackage() {
        return (form.kit == null ? group : form.kit(0)) + ".kit";
    }

    /** Returns null for what stays as it is: what has no token in it, is a link, or is no text in UTF-8. */
    private byte[] newContent(String file) throws IOException {
        Path path = root.resolve(file);
        byte[] bytes = Files.isSymbolicLink(path) ? new byte[0] : Files.readAllBytes(path);
        String old = new String(bytes, UTF_8);
        if (!Arrays.equals(old.getBytes(UTF_8), bytes)) {
            return null;
        }
        String text = old;
        for (String part : PARTS.keySet()) {
            text = block(part, file, text);
        }
        text = renamed(form.kit != null && file.endsWith(".md") ? linked(file, text) : text);
        if (form.kit != null) {
            text = text.replace("KIT_GROUP", form.kit(0)).replace("KIT_ARTIFACT", form.kit(1)).replace("KIT_VERSION", form.kit(2));
        }
        if (file.endsWith(".java")) {
            text = sorted(text);
        } else if (place(file).equals("README.md")) {
            String end = text.contains("\r\n") ? "\r\n" : "\n";
            text = text.stripTrailing() + end + end + provenance() + end;
        }
        return text.equals(old) ? null : text.getBytes(UTF_8);
    }

    /** Leaves out the marking lines {@code # example:begin} and {@code # example:end}, and what is between them if it goes. */
    private String block(String part, String file, String text) {
        Pattern marker = Pattern.compile("\\s*(?:(?:#|//|<!--) )?" + part + ":(begin|end|file)(?: -->|:.*)?\\s*");
        StringBuilder kept = new StringBuilder();
        boolean inside = false;
        for (String line : text.split("(?<=\n)")) {
            Matcher found = marker.matcher(line);
            if (found.matches() && !found.group(1).equals("file")) {
                check(inside == found.group(1).equals("end"), file + " has a line too many: " + line.strip());
                inside = !inside;
            } else if (!found.matches() && (!inside || !form.goes().contains(part))) {
                kept.append(line);
            }
        }
        check(!inside, file + " has no " + part + ":end for its " + part + ":begin");
        return kept.toString();
    }

    /** Says of each document and source that has gone with the kit that it is there. */
    private String linked(String file, String text) {
        Path folder = root.resolve(file).getParent();
        return LINK.matcher(text).replaceAll(link -> {
            Path to = link.group(3) == null ? folder.resolve(link.group(2)) : root.resolve(link.group(3));
            String gone = root.relativize(to.normalize()).toString().replace('\\', '/');
            boolean kits = PARTS.get("kit").matcher(gone + (Files.isDirectory(to) ? "/" : "")).matches();
            String said = (link.group(3) == null ? link.group(1) + ": " : "") + "`" + gone + "` of KIT_ARTIFACT";
            return Matcher.quoteReplacement(kits ? said : link.group());
        });
    }

    /** Sorts imports as the formatter does: by other names they come in another order. */
    private static String sorted(String java) {
        return IMPORTS.matcher(java).replaceAll(imports -> Matcher.quoteReplacement(
                Stream.of(imports.group().split("(?<=\n)"))
                        .sorted(Comparator.comparing(line -> line.substring(0, line.indexOf(';')))).collect(joining())));
    }

    /** Says where this came from, in the form that a browser takes and without a password. */
    private String provenance() {
        String commit = said("git", "rev-parse", "--short=12", "HEAD");
        String url = said("git", "remote", "get-url", "origin")
                .replaceFirst("^(?:\\w+://)?(?:[^/@]*@)?([^/:]+\\.[^/:]+)[:/](.+?)(?:\\.git)?$", "https://$1/$2");
        return url.startsWith("https://")
                ? "Made from %1$s, commit %2$s; see what changed since: %1$s/compare/%2$s...HEAD".formatted(url, commit)
                : "Made from a template" + (commit.isEmpty() ? "." : ", commit " + commit + ".");
    }

    /** Returns what git says; nothing if there is no git, if this is no repository or if git fails. */
    private String said(String... git) {
        try {
            Process process = new ProcessBuilder(git).directory(root.toFile()).start();
            String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
            return process.waitFor() == 0 && Files.exists(root.resolve(".git")) ? said : "";
        } catch (IOException | InterruptedException none) {
            return "";
        }
    }

    private void carryOut(List<Change> changes) throws IOException {
        Path work = root.resolve(WORK);
        Path made = work.resolve("new");
        Path old = Files.createDirectories(work.resolve("old"));
        Deque<Path[]> moves = new ArrayDeque<>();
        try {
            for (Change change : changes) {
                write(change, made);
            }
            move(root, old, moves); // with target: an image would pick up the program of the old name
            move(made, root, moves);
        } catch (IOException failed) {
            for (Path[] move : moves) {
                Files.move(move[1], move[0]);
            }
            delete(work);
            throw new IOException("Nothing is changed, because this failed: " + failed, failed);
        }
        delete(work);
    }

    private void write(Change change, Path made) throws IOException {
        if (change.to != null) {
            Path to = made.resolve(change.to);
            Files.createDirectories(to.getParent());
            Files.copy(root.resolve(change.from), to, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
            if (change.content != null) {
                Files.write(to, change.content);
            }
        }
    }

    private static void move(Path from, Path to, Deque<Path[]> moves) throws IOException {
        for (String entry : from.toFile().list((folder, name) -> !SKIPPED.contains(name))) {
            Files.move(from.resolve(entry), to.resolve(entry));
            moves.push(new Path[] {from.resolve(entry), to.resolve(entry)});
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private void report(List<Change> changes, PrintStream out) throws IOException {
        // Where a new name contains an old one, that one is not left over.
        List<String> kit = List.of(Objects.toString(form.kit, "").split(":"));
        Pattern fine = Pattern.compile(Stream.concat(kit.stream(), Stream.of(group, renamed("org/acme"), packageName(), name,
                        renamed("STRINGSVC"), renamed("org.acme.kit"), renamed("org/acme/kit")))
                .filter(OLD.asPredicate()).map(Pattern::quote).collect(joining("|", "Made from .*\\s*$|", "")));
        for (String file : files()) {
            Path at = root.resolve(file);
            String text = Files.isSymbolicLink(at) ? "" + Files.readSymbolicLink(at) : Files.readString(at, ISO_8859_1);
            if (OLD.matcher(fine.matcher(file + "\n" + text).replaceAll("")).find()) {
                out.println("Look at " + file + ": an old name is left where there is no text in UTF-8.");
            }
        }
        long left = changes.stream().filter(change -> change.to != null).count();
        String is = form.onlyKit ? "a library, in " + kitPackage()
                : "a service, in " + group + "." + packageName() + ", on its own kit, " + kitPackage();
        out.printf("%d files are %s:%s now, %s; target/ is gone.%n", left, group, name,
                form.kit == null ? is : is.replace("its own kit, ", form.kit + ", "));
        out.println("Still the template's: LICENSE"
                + (form.onlyKit ? "." : ", and licence and description in README.md, application.properties and docker/Dockerfile.*."));
        out.println("See the difference: git add -A, then git diff --cached --stat");
        out.println("Next: " + (root.toString().contains("\\") ? ".\\mvnw " : "./mvnw ") + (form.onlyKit ? "install" : "verify"));
    }
}
