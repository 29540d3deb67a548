import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.*;
import java.util.*;
import java.util.regex.*;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/**
 * Makes the template yours: {@code java .mvn/Rename.java com.example order-intake [--without-example] [--dry-run]}.
 *
 * <p>Writes the renamed project into a folder beside and swaps the two; back if a step fails. Needs a JDK 17 or newer.
 */
public record Rename(Path root, String group, String name, String packageName, boolean withoutExample) {

    private static final String USAGE = "Usage: java .mvn/Rename.java <group> <name> [--without-example] [--dry-run]";
    /** The group, with slashes or escaped dots too, and the name behind it if it is there; the name alone. */
    private static final Pattern TOKENS = Pattern.compile("org(/|\\\\*\\.)acme(\\1stringsvc)?|stringsvc|STRINGSVC");
    private static final Pattern OLD = Pattern.compile("(?i)org[./]acme|stringsvc");
    private static final Pattern IMPORTS = Pattern.compile("(?m)(^import static .*;\\R)+|(^import (?!static ).*;\\R)+");
    private static final Set<String> TEMPLATE = Set.of(
            ".mvn/Rename.java", ".ci/rename", ".github/workflows/template.yml", "src/test/java/org/acme/template");
    private static final Set<String> EXAMPLE = Set.of(
            "src/main/java/org/acme/stringsvc", "src/test/java/org/acme/stringsvc", ".ci/dev", ".ci/images", ".ci/metrics",
            "src/test/java/org/acme/documentation/ReadmeTest.java", "src/test/java/org/acme/kit/lifecycle", ".ci/program",
            ".ci/rolling", "docker/compose.srv.yaml", "docker/compose.yaml", "docker/dns", "src/bench/SickPeer.java",
            "src/bench/bare", "src/bench/faults.sh", "src/bench/lab.sh", "src/bench/load.sh", "src/bench/post.lua");
    /** Where the new project is made and the old one waits: on the same disk, so that moving is enough. */
    private static final String WORK = ".rename";
    private static final Set<String> SKIPPED = Set.of(WORK, ".git", ".idea", ".vscode", ".settings");

    /** What becomes of a file: {@code to} is null if it goes, {@code content} if that stays. */
    private record Change(String from, String to, byte[] content) {}

    public static void main(String... arguments) {
        try {
            run(Path.of("").toAbsolutePath(), System.out, arguments);
        } catch (IllegalArgumentException | UncheckedIOException | IOException failed) {
            System.err.println(failed instanceof IllegalArgumentException ? failed.getMessage() : "Stopped: " + failed);
            System.exit(1);
        }
    }

    static void run(Path root, PrintStream out, String... arguments) throws IOException {
        List<String> names = new ArrayList<>(List.of(arguments));
        boolean withoutExample = names.remove("--without-example");
        boolean dryRun = names.remove("--dry-run");
        if (arguments.length == 0 && System.console() != null) {
            names.add("" + System.console().readLine("Group, like com.example: "));
            names.add("" + System.console().readLine("Name, like order-intake: "));
        }
        check(names.size() == 2, USAGE);
        Rename rename = new Rename(root, names.get(0), names.get(1), names.get(1).replace("-", ""), withoutExample);
        rename.checkNamesAndProject();
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

    private static void check(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private void checkNamesAndProject() {
        boolean isGroup = group.matches("[a-z0-9_.]+") && SourceVersion.isName(group) && !group.matches("java(\\..*)?");
        check(isGroup, "'" + group + "' is no group: lower-case words and dots, no Java keyword, like com.example");
        boolean isName = name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*") && SourceVersion.isName(packageName);
        check(isName, "'" + name + "' is no name: lower-case words and dashes, no Java keyword, like order-intake");
        check(!packageName.equals("kit"), "'" + name + "' is taken: " + group + ".kit is what all services share");
        check(!(group + name).equals("org.acmestringsvc"), "Nothing would change: these are the names it has");
        check(Files.exists(root.resolve(".mvn/Rename.java")), root + " is not the template's folder: go there");
        check(Files.notExists(root.resolve(WORK)), "A run was killed; what it had moved is in " + WORK + "/old");
        check(said("git", "status", "--porcelain").isEmpty(), "Commit or stash first: git has changes of its own");
    }

    private List<Change> plan() throws IOException {
        List<Change> changes = new ArrayList<>();
        for (String file : files()) {
            boolean example = withoutExample && isIn(EXAMPLE, file) && !file.endsWith("package-info.java");
            String to = example || isIn(TEMPLATE, file) ? null : renamed(file);
            changes.add(new Change(file, to, to == null ? null : newContent(file)));
        }
        return changes;
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .map(path -> root.relativize(path).toString().replace('\\', '/'))
                    .filter(file -> !isIn(SKIPPED, file) && !file.startsWith("target/"))
                    .toList();
        }
    }

    private static boolean isIn(Set<String> places, String file) {
        return places.stream().anyMatch(place -> (file + "/").startsWith(place + "/"));
    }

    /** Replaces all tokens in one pass: what has been put in is not looked at again. */
    String renamed(String text) {
        return TOKENS.matcher(text).replaceAll(token -> Matcher.quoteReplacement(switch (token.group()) {
            case "stringsvc" -> name;
            case "STRINGSVC" -> name.replace('-', '_').toUpperCase(Locale.ROOT);
            default -> (token.group(2) == null ? group : group + "." + packageName).replace(".", token.group(1));
        }));
    }

    /** Returns null for what stays as it is: what has no token in it, is a link, or is no text in UTF-8. */
    private byte[] newContent(String file) throws IOException {
        Path path = root.resolve(file);
        byte[] bytes = Files.isSymbolicLink(path) ? new byte[0] : Files.readAllBytes(path);
        String old = new String(bytes, UTF_8);
        if (!Arrays.equals(old.getBytes(UTF_8), bytes)) {
            return null;
        }
        String text = without("template", file, old);
        text = renamed(withoutExample ? without("example", file, text) : text);
        if (file.endsWith(".java")) {
            text = sorted(text);
        } else if (file.equals("README.md")) {
            String end = text.contains("\r\n") ? "\r\n" : "\n";
            text = text.stripTrailing() + end + end + provenance() + end;
        }
        return text.equals(old) ? null : text.getBytes(UTF_8);
    }

    /** Leaves out all from a comment line {@code # example:begin} to its {@code # example:end}. */
    private static String without(String block, String file, String text) {
        Pattern marker = Pattern.compile("\\s*(?:#|//|<!--) " + block + ":(begin|end)(?: -->)?\\s*");
        StringBuilder kept = new StringBuilder();
        boolean inside = false;
        for (String line : text.split("(?<=\n)")) {
            Matcher found = marker.matcher(line);
            if (found.matches()) {
                check(inside == found.group(1).equals("end"), file + " has a line too many: " + line.strip());
                inside = !inside;
            } else if (!inside) {
                kept.append(line);
            }
        }
        check(!inside, file + " has no " + block + ":end for its " + block + ":begin");
        return kept.toString();
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
        Pattern fine = Pattern.compile(Stream.of(group, renamed("org/acme"), packageName, name, renamed("STRINGSVC"))
                .filter(OLD.asPredicate()).map(Pattern::quote).collect(joining("|", "Made from .*\\s*$|", "")));
        for (String file : files()) {
            Path at = root.resolve(file);
            String text = Files.isSymbolicLink(at) ? "" + Files.readSymbolicLink(at) : Files.readString(at, ISO_8859_1);
            if (OLD.matcher(fine.matcher(file + "\n" + text).replaceAll("")).find()) {
                out.println("Look at " + file + ": an old name is left where there is no text in UTF-8.");
            }
        }
        long left = changes.stream().filter(change -> change.to != null).count();
        out.printf("%d files are %s:%s now, in %2$s.%s and %2$s.kit; target/ is gone.%n", left, group, name, packageName);
        out.println("See the difference: git add -A, then git diff --cached --stat");
        out.println("Next: " + (root.toString().contains("\\") ? ".\\mvnw" : "./mvnw") + " verify");
    }
}
