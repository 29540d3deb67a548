import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.*;
import java.util.*;
import java.util.regex.*;
import java.util.stream.Stream;

/**
 * Adds recipes of {@code src/recipes} to the service: {@code java .mvn/Add.java} lists them, {@code java .mvn/Add.java postgresql}
 * adds one with what it needs. How a recipe is written: {@code src/recipes/README.md}.
 *
 * <p>Plans all, writes then, and takes back what is written if a step fails. Needs a JDK 17 or newer; one file, as Rename is.
 */
public record Add(Path root, boolean virtualThreads) {

    private static final String USAGE = "Usage: java .mvn/Add.java [<recipe>… [--virtual-threads] [--dry-run]]";
    private static final String RECIPES = "src/recipes";
    private static final String SETTINGS = "src/main/resources/application.properties";
    private static final String SECRETS = "docker/kubernetes/production/settings.env";
    private static final Pattern ADDED = Pattern.compile("(?m)^# Recipe ([\\w-]+): ");
    private static final Pattern DEPENDENCY = Pattern.compile("(?s)[ \\t]*<dependency>.*?</dependency>[ \\t]*\\R");
    private static final Pattern MIGRATION = Pattern.compile(".*/V(\\d{1,18})[\\d._]*__[^/]*\\.sql");
    private static final Pattern BLOCKING = Pattern.compile("(?<=io\\.smallrye\\.common\\.annotation\\.|@)Blocking\\b");

    /** The files to be written, by where they go, and the recipes that they are of. */
    private record Plan(List<String> recipes, Map<String, byte[]> files) {}

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
        boolean dryRun = names.remove("--dry-run");
        Add add = new Add(root, names.remove("--virtual-threads"));
        check(names.stream().noneMatch(name -> name.startsWith("-")), USAGE);
        check(Files.isDirectory(root.resolve(RECIPES)), root + " has no " + RECIPES + ": go to the service's folder");
        if (names.isEmpty()) {
            check(!dryRun && !add.virtualThreads, USAGE);
            add.list(out);
            return;
        }
        add.checkProject(names);
        Plan plan = add.plan(names);
        if (dryRun) {
            plan.files.keySet().forEach(file -> out.println((Files.exists(root.resolve(file)) ? "changed " : "new ") + file));
            out.println("Nothing is changed: this was a dry run.");
        } else {
            add.carryOut(plan.files);
            add.report(plan, out);
        }
    }

    private static void check(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private void list(PrintStream out) throws IOException {
        Set<String> there = there();
        for (String recipe : recipes()) {
            out.printf(Locale.ROOT, "%-12s %s%s%n", recipe, said(recipe, "title"), there.contains(recipe) ? " (is there)" : "");
        }
        out.println("Add one: java .mvn/Add.java " + recipes().stream().filter(name -> !there.contains(name)).reduce((a, b) -> b)
                .orElse("<recipe>") + ". What each does: " + RECIPES + "/<recipe>/README.md");
    }

    private List<String> recipes() throws IOException {
        try (Stream<Path> folders = Files.list(root.resolve(RECIPES))) {
            return folders.filter(folder -> Files.exists(folder.resolve("recipe.properties")))
                    .map(folder -> folder.getFileName().toString()).sorted().toList();
        }
    }

    /** Returns what a recipe says of itself; an empty text if it does not. */
    private String said(String recipe, String key) throws IOException {
        Properties said = new Properties();
        try (InputStream file = Files.newInputStream(root.resolve(RECIPES).resolve(recipe).resolve("recipe.properties"))) {
            said.load(file);
        }
        return said.getProperty(key, "");
    }

    private Set<String> there() throws IOException {
        Path settings = root.resolve(SETTINGS);
        String text = Files.exists(settings) ? Files.readString(settings) : "";
        return new TreeSet<>(ADDED.matcher(text).results().map(found -> found.group(1)).toList());
    }

    private void checkProject(List<String> names) throws IOException {
        List<String> known = recipes();
        for (String name : names) {
            check(known.contains(name), "'" + name + "' is no recipe; there are " + String.join(", ", known));
            check(!there().contains(name), "'" + name + "' is there already: " + SETTINGS + " says so");
        }
        check(!virtualThreads || Runtime.version().feature() >= 21, "--virtual-threads needs a JDK 21 or newer, here and where it is built");
        check(Files.exists(root.resolve("pom.xml")) && Files.exists(root.resolve(SETTINGS)), root + " has no pom.xml or no " + SETTINGS);
        check(status().isEmpty(), "Commit or stash first: git has changes of its own");
    }

    /** Returns what git says has changed; nothing if there is no git or if this is no repository. */
    private String status() {
        try {
            Process git = new ProcessBuilder("git", "status", "--porcelain").directory(root.toFile()).start();
            String said = new String(git.getInputStream().readAllBytes(), UTF_8).strip();
            return git.waitFor() == 0 ? said : "";
        } catch (IOException | InterruptedException none) {
            return "";
        }
    }

    private Plan plan(List<String> names) throws IOException {
        Set<String> there = there();
        Set<String> added = new LinkedHashSet<>();
        for (String name : names) {
            require(name, there, added);
        }
        Plan plan = new Plan(List.copyOf(added), new TreeMap<>());
        for (String recipe : added) {
            add(recipe, "# Recipe " + recipe + ": " + said(recipe, "title"), plan.files);
        }
        List<String> all = Stream.concat(there.stream(), added.stream()).toList();
        for (String recipe : all) {
            for (String other : all) {
                String both = recipe + "/with-" + other;
                if ((added.contains(recipe) || added.contains(other)) && Files.exists(root.resolve(RECIPES).resolve(both))) {
                    add(both, "# Recipe " + recipe + " with " + other, plan.files);
                }
            }
        }
        return plan;
    }

    /** Adds a recipe to those that are to be added, behind all that it needs. */
    private void require(String recipe, Set<String> there, Set<String> added) throws IOException {
        if (there.contains(recipe) || added.contains(recipe)) {
            return;
        }
        for (String needed : said(recipe, "needs").split("[, ]+")) {
            if (!needed.isEmpty()) {
                check(Files.exists(root.resolve(RECIPES).resolve(needed)), "'" + recipe + "' needs '" + needed + "', which is gone");
                require(needed, there, added);
            }
        }
        added.add(recipe);
    }

    private void add(String part, String heading, Map<String, byte[]> files) throws IOException {
        Path folder = root.resolve(RECIPES).resolve(part);
        for (Path file : filesIn(folder)) {
            String name = folder.relativize(file).toString().replace('\\', '/');
            if (name.matches("(main|test|docker)/.*")) {
                String to = name.startsWith("docker/") ? name : "src/" + name;
                boolean free = Files.notExists(root.resolve(to)) && !files.containsKey(to);
                check(free, to + " is taken: move it away first");
                checkVersion(to);
                files.put(to, content(name, file));
            }
        }
        change("pom.xml", files, folder.resolve("dependencies.xml"), Add::withDependencies);
        change(SECRETS, files, folder.resolve("settings.env"), Add::appended);
        Path settings = folder.resolve("application.properties");
        String own = heading + "\n" + (Files.exists(settings) ? Files.readString(settings) : "");
        files.put(SETTINGS, appended(text(SETTINGS, files), own).getBytes(UTF_8));
    }

    /** Flyway starts no program with two migrations of one version, and with none that comes before what it has applied. */
    private void checkVersion(String to) throws IOException {
        Matcher migration = MIGRATION.matcher(to);
        Path folder = root.resolve(to).getParent();
        if (migration.matches() && Files.isDirectory(folder)) {
            for (Path file : filesIn(folder)) {
                Matcher there = MIGRATION.matcher(root.relativize(file).toString().replace('\\', '/'));
                boolean before = !there.matches() || Long.parseLong(there.group(1)) < Long.parseLong(migration.group(1));
                check(before, file.getFileName() + " is there: give " + folder.relativize(root.resolve(to)) + " in " + RECIPES
                        + " a higher version, and commit that");
            }
        }
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private byte[] content(String name, Path file) throws IOException {
        boolean moves = virtualThreads && name.matches("main/.*\\.java");
        return moves
                ? BLOCKING.matcher(Files.readString(file)).replaceAll("RunOnVirtualThread").getBytes(UTF_8)
                : Files.readAllBytes(file);
    }

    private interface Edit {
        String apply(String text, String addition);
    }

    private void change(String file, Map<String, byte[]> files, Path addition, Edit edit) throws IOException {
        if (Files.exists(addition) && Files.exists(root.resolve(file))) {
            files.put(file, edit.apply(text(file, files), Files.readString(addition)).getBytes(UTF_8));
        }
    }

    /** Returns what a file is going to be, as far as it is planned. */
    private String text(String file, Map<String, byte[]> files) throws IOException {
        return files.containsKey(file) ? new String(files.get(file), UTF_8) : Files.readString(root.resolve(file));
    }

    private static String appended(String text, String addition) {
        return ended(text.stripTrailing() + "\n\n" + addition.strip() + "\n", text);
    }

    /** Puts dependencies at the end of the project's own. What it has already stays, unless it has that for its tests alone. */
    private static String withDependencies(String pom, String addition) {
        int begin = pom.indexOf("<dependencies>", Math.max(0, pom.indexOf("</dependencyManagement>")));
        int end = pom.indexOf("</dependencies>", Math.max(0, begin));
        check(begin >= 0 && end > begin, "pom.xml has no <dependencies> of its own");
        String own = pom.substring(begin, end);
        StringBuilder more = new StringBuilder();
        for (String dependency : DEPENDENCY.matcher(addition).results().map(MatchResult::group).toList()) {
            Optional<String> same = DEPENDENCY.matcher(own).results().map(MatchResult::group)
                    .filter(each -> value(each, "groupId").equals(value(dependency, "groupId"))
                            && value(each, "artifactId").equals(value(dependency, "artifactId"))
                            && value(each, "classifier").equals(value(dependency, "classifier"))).findFirst();
            boolean forTests = same.isPresent() && value(same.get(), "scope").equals("test");
            if (same.isEmpty() || forTests && !value(dependency, "scope").equals("test")) {
                own = same.isEmpty() ? own : own.replace(same.get(), "");
                more.append(dependency);
            }
        }
        String indent = own.substring(own.stripTrailing().length()).replaceFirst("(?s)^.*\\n", "");
        return pom.substring(0, begin) + own.stripTrailing() + ended("\n" + more, pom) + indent + pom.substring(end);
    }

    private static String value(String dependency, String element) {
        Matcher found = Pattern.compile("<" + element + ">\\s*(.*?)\\s*</").matcher(dependency);
        return found.find() ? found.group(1) : "";
    }

    /** Gives a text the line ends of another one. */
    private static String ended(String text, String like) {
        return text.replace("\r\n", "\n").replace("\n", like.contains("\r\n") ? "\r\n" : "\n");
    }

    private void carryOut(Map<String, byte[]> files) throws IOException {
        Map<Path, byte[]> before = new LinkedHashMap<>();
        Deque<Path> made = new ArrayDeque<>();
        try {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path to = root.resolve(file.getKey());
                makeFolder(to.getParent(), made);
                boolean isNew = Files.notExists(to);
                before.put(to, isNew ? new byte[0] : Files.readAllBytes(to));
                if (isNew) {
                    made.push(to);
                }
                Files.write(to, file.getValue());
            }
        } catch (IOException failed) {
            for (Map.Entry<Path, byte[]> file : before.entrySet()) {
                if (!made.contains(file.getKey())) {
                    Files.write(file.getKey(), file.getValue());
                }
            }
            for (Path path : made) {
                Files.deleteIfExists(path);
            }
            throw new IOException("Nothing is changed, because this failed: " + failed, failed);
        }
    }

    private static void makeFolder(Path folder, Deque<Path> made) throws IOException {
        if (Files.notExists(folder)) {
            makeFolder(folder.getParent(), made);
            Files.createDirectory(folder);
            made.push(folder);
        }
    }

    private void report(Plan plan, PrintStream out) throws IOException {
        long changed = plan.files.keySet().stream().filter(Set.of("pom.xml", SETTINGS, SECRETS)::contains).count();
        out.printf(Locale.ROOT, "%s: %d files are new, %d are changed (%s).%n", String.join(", ", plan.recipes), plan.files.size() - changed,
                changed, plan.files.keySet().stream().filter(Set.of("pom.xml", SETTINGS, SECRETS)::contains).collect(joining(", ")));
        for (String recipe : plan.recipes) {
            String next = said(recipe, "next");
            out.println(recipe + ": read " + RECIPES + "/" + recipe + "/README.md" + (next.isEmpty() ? "" : "; " + next));
        }
        if (virtualThreads) {
            out.println("What blocks runs on virtual threads: JDK 17 has none, take it out of .github/workflows/verify.yml");
        }
        out.println("See the difference: git add -A, then git diff --cached --stat");
        out.println("Next: " + (root.toString().contains("\\") ? ".\\mvnw" : "./mvnw") + " verify");
        out.println("Nothing more to add? Delete " + RECIPES + " and .mvn/Add.java.");
    }
}
