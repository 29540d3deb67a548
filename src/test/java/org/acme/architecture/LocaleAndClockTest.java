// kit:file
package org.acme.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.acme.kit.client.ClientEndpoint;
import org.acme.kit.endpoint.Endpoint;
import org.junit.jupiter.api.Test;

/** No text for machines depends on the language of the host, and no rule on its wall clock. */
class LocaleAndClockTest {

    private static final String KIT = parent(Endpoint.class.getPackageName());

    /** An {@code Expires}-like date of HTTP can only be compared with the date: RFC 9110, section 10.2.3, Retry-After. */
    private static final String DATES_OF_HTTP = ClientEndpoint.class.getPackageName();

    /** Times that a page shows. */
    private static final String TIMES_FOR_PEOPLE = KIT + ".console";

    /** Consumers of messages: when one expires is a date, for it waits in a queue that has nobody's clock. */
    private static final String MESSAGES = "Messages";

    /** Methods that take the default locale if none is given. */
    private static final Set<String> FORMATS = Set.of(
            "java.lang.String.format",
            "java.io.PrintStream.format",
            "java.io.PrintStream.printf",
            "java.io.PrintWriter.format",
            "java.io.PrintWriter.printf",
            "java.lang.String.toLowerCase",
            "java.lang.String.toUpperCase",
            "java.time.format.DateTimeFormatter.ofPattern",
            "java.util.Formatter.<init>",
            "java.text.NumberFormat.getInstance");

    /** Methods that cannot be given a locale. */
    private static final Set<String> UNLOCALISED =
            Set.of("java.lang.String.formatted", "java.text.MessageFormat.format", "java.util.Locale.getDefault");

    private static final List<String> CLOCKS = List.of(Clock.class.getName(), InstantSource.class.getName());

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(parent(KIT));

    @Test
    void noTextDependsOnTheLocaleOfTheHost() {
        noClasses()
                .should()
                .callCodeUnitWhere(target("takes the locale of the host", LocaleAndClockTest::takesDefaultLocale))
                .because("digits and letters differ from host to host: give Locale.ROOT, or join the parts")
                .check(ALL);
    }

    @Test
    void noRuleDependsOnTheWallClock() {
        noClasses()
                .that()
                .resideOutsideOfPackage(TIMES_FOR_PEOPLE)
                .and()
                .haveSimpleNameNotEndingWith(MESSAGES)
                .should()
                .callCodeUnitWhere(target("reads the wall clock", LocaleAndClockTest::readsWallClock))
                .because("it may jump by years at any moment: take System.nanoTime() from outside, as a LongSupplier")
                .check(ALL);
    }

    @Test
    void onlyDatesOfHttpAreComparedWithADate() {
        noClasses()
                .that()
                .resideOutsideOfPackage(DATES_OF_HTTP)
                .should()
                .callCodeUnitWhere(target(
                        "makes a clock",
                        unit -> CLOCKS.contains(owner(unit)) && unit.getName().startsWith("system")))
                .check(ALL);
    }

    private static boolean takesDefaultLocale(JavaCodeUnit unit) {
        String name = owner(unit) + "." + unit.getName();
        return UNLOCALISED.contains(name)
                || FORMATS.contains(name)
                        && unit.getRawParameterTypes().stream().noneMatch(LocaleAndClockTest::isLocale);
    }

    private static boolean readsWallClock(JavaCodeUnit unit) {
        String name = unit.getName();
        return owner(unit).equals(System.class.getName()) && name.equals("currentTimeMillis")
                || owner(unit).startsWith("java.time.")
                        && name.equals("now")
                        && unit.getRawParameterTypes().isEmpty()
                || owner(unit).equals(Date.class.getName())
                        && unit.getRawParameterTypes().isEmpty();
    }

    private static boolean isLocale(JavaClass type) {
        return type.getName().equals(Locale.class.getName());
    }

    private static String owner(JavaCodeUnit unit) {
        return unit.getOwner().getName();
    }

    private static DescribedPredicate<JavaCall<?>> target(
            String description, java.util.function.Predicate<JavaCodeUnit> unit) {
        return DescribedPredicate.describe(
                description,
                call -> call.getTarget()
                        .resolveMember()
                        .filter(found -> unit.test((JavaCodeUnit) found))
                        .isPresent());
    }

    private static String parent(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }
}
