// kit:file
package org.acme.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.INTERFACES;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.acme.kit.dev.DevNetwork;
import org.acme.kit.dns.DnsResolver;
import org.acme.kit.endpoint.Endpoint;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final Path SOURCES = Path.of("src/main/java");

    // Derived from classes, so that a rename cannot make a rule speak of nothing.
    private static final String KIT = parent(Endpoint.class.getPackageName());
    private static final String ROOT = parent(KIT);
    private static final String SEAM = DnsResolver.class.getPackageName();
    private static final String DEV = DevNetwork.class.getPackageName();
    private static final String DNSJAVA = org.xbill.DNS.Name.class.getPackageName();

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void theKitKnowsNoService() {
        check(noClasses()
                .that()
                .resideInAPackage(KIT + "..")
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAPackage(KIT + "..")))));
    }

    @Test
    void onlyTheResolverSeamAndTheDevelopmentServerKnowDnsjava() {
        check(noClasses()
                .that(not(resideInAPackage(SEAM).and(simpleNameStartingWith("Dnsjava")))
                        .and(not(resideInAPackage(DEV))))
                .should()
                .dependOnClassesThat(resideInAPackage(DNSJAVA + "..")));
    }

    @Test
    void nothingReadsTheHostsConfigurationThroughDnsjava() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("org\\.xbill\\.DNS\\.(ResolverConfig|Lookup|config\\..*)"));
    }

    @Test
    void nothingButDevelopmentKnowsDevelopment() {
        check(classes()
                .that()
                .resideInAPackage(DEV)
                .should()
                .onlyHaveDependentClassesThat(resideInAPackage(DEV).or(simpleNameStartingWith("Dev"))));
    }

    @Test
    void dnsAndDiscoveryKnowNothingOfHttpAndBalancing() {
        check(noClasses()
                .that(resideInAnyPackage(SEAM, KIT + ".discovery"))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "jakarta.ws.rs..", "io.vertx.core.http..", KIT + ".http", KIT + ".balancing", KIT + ".stork")));
    }

    @Test
    void nothingOfTheKitButItsAdaptersKnowsStork() {
        check(noClasses()
                .that(resideInAPackage(KIT + "..").and(not(resideInAPackage(KIT + ".stork"))))
                .should()
                .dependOnClassesThat(resideInAPackage("io.smallrye.stork..")));
    }

    /** Quarkus generates their callers, which live in another class loader than a kit in a jar of its own. */
    @Test
    void filtersAndMappersArePublic() {
        check(methods()
                .that(annotatedWith(ServerExceptionMapper.class)
                        .or(annotatedWith(ServerRequestFilter.class))
                        .or(annotatedWith(ServerResponseFilter.class)))
                .should()
                .bePublic()
                .andShould()
                .beDeclaredInClassesThat()
                .arePublic());
    }

    /** One constraint in a mapping or in a group of it, and each start sets up a validator for every mapping of the program. */
    @Test
    void noConfigurationOfTheKitHasConstraints() {
        check(noClasses()
                .that(resideInAPackage(KIT + "..").and(INTERFACES))
                .should()
                .dependOnClassesThat(resideInAPackage("jakarta.validation..")));
    }

    @Test
    void balancingIsPlainJava() {
        check(noClasses()
                .that()
                .resideInAPackage(KIT + ".balancing")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "jakarta.ws.rs..",
                        "io.vertx..",
                        "io.smallrye..",
                        KIT + ".stork",
                        KIT + ".discovery",
                        KIT + ".dns",
                        KIT + ".client",
                        KIT + ".http")));
    }

    @Test
    void nothingCalledKnowsTheClient() {
        check(noClasses()
                .that(resideInAnyPackage(KIT + ".balancing", KIT + ".stork", KIT + ".discovery", SEAM))
                .should()
                .dependOnClassesThat(resideInAPackage(KIT + ".client")));
    }

    @Test
    void theClientKnowsNothingOfDns() {
        check(noClasses()
                .that()
                .resideInAPackage(KIT + ".client")
                .should()
                .dependOnClassesThat(resideInAPackage(SEAM)));
    }

    @Test
    void callsAndRequestsAreFoundByNoThread() {
        check(noClasses()
                .that()
                .resideInAnyPackage(KIT + ".client", KIT + ".balancing", KIT + ".stork")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ThreadLocal.class));
    }

    @Test
    void everyPackageSaysWhetherToKeepOrToReplaceIt() throws IOException {
        List<Path> packages = packagesWithSources();

        assertThat(packages).isNotEmpty().allSatisfy(folder -> {
            String info = Files.readString(folder.resolve("package-info.java"));
            boolean kit = folder.startsWith(SOURCES.resolve(KIT.replace('.', '/')));
            assertThat(info.lines().skip(1).findFirst().orElse("")).startsWith(kit ? " * KEEP: " : " * REPLACE: ");
            assertThat(info).contains("Entry point: ", "Absent on purpose: ", "@NullMarked");
        });
    }

    private static void check(ArchRule rule) {
        for (String named : List.of(
                KIT + ".discovery", KIT + ".http", KIT + ".balancing", KIT + ".stork", KIT + ".client", SEAM, DEV)) {
            assertThat(ALL.stream().filter(type -> type.getPackageName().equals(named)))
                    .as("classes in %s", named)
                    .isNotEmpty();
        }
        rule.check(ALL);
    }

    private static List<Path> packagesWithSources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .toList();
        }
    }

    private static String parent(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }
}
