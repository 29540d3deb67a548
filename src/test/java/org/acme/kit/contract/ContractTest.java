package org.acme.kit.contract;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.INTERFACES;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.quarkus.test.junit.QuarkusTest;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.error.BusinessFailure;
import org.acme.kit.error.Problem;
import org.acme.kit.error.Violation;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ContractTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importPackages(Endpoint.class.getPackageName().replaceFirst("\\.kit\\..*", ""));

    @Test
    void isAValidDocument() {
        SwaggerParseResult result = read();

        assertThat(result.getMessages()).isEmpty();
        assertThat(result.getOpenAPI().getInfo().getTitle()).isEqualTo("stringsvc");
        assertThat(result.getOpenAPI().getInfo().getVersion()).isNotBlank();
    }

    @Test
    void holdsEveryResourceMethodAndNothingElse() {
        List<String> operations = read().getOpenAPI().getPaths().entrySet().stream()
                .flatMap(path -> path.getValue().readOperationsMap().keySet().stream()
                        .map(method -> method + " " + path.getKey()))
                .toList();

        assertThat(operations).containsExactlyInAnyOrderElementsOf(resourceMethods());
    }

    @Test
    void namesAndDescribesEveryOperation() {
        OpenAPI contract = read().getOpenAPI();

        assertThat(contract.getPaths().values().stream().flatMap(ContractTest::operations))
                .allSatisfy(operation -> {
                    assertThat(operation.getOperationId()).isNotBlank();
                    assertThat(operation.getSummary()).isNotBlank();
                    assertThat(operation.getDescription()).isNotBlank();
                    assertThat(operation.getTags())
                            .isNotEmpty()
                            .isSubsetOf(contract.getTags().stream()
                                    .map(io.swagger.v3.oas.models.tags.Tag::getName)
                                    .toList());
                })
                .extracting(io.swagger.v3.oas.models.Operation::getOperationId)
                .doesNotHaveDuplicates();
        assertThat(contract.getServers()).extracting(server -> server.getUrl()).containsExactly("/");
        assertThat(contract.getInfo().getDescription()).contains("problem document");
        assertThat(contract.getInfo().getContact().getName()).isNotBlank();
    }

    @Test
    void takesWordsForAnOperationFromItsEndpoint() {
        var ledger = read().getOpenAPI().getPaths().get("/kit-test/bank/ledger").getGet();

        assertThat(ledger.getOperationId()).isEqualTo("kitLedger");
        assertThat(ledger.getSummary()).isEqualTo("Read the ledger");
        assertThat(ledger.getDescription()).isEqualTo("For clerks only.");
        assertThat(ledger.getSecurity()).hasSize(1);
        assertThat(read().getOpenAPI()
                        .getPaths()
                        .get("/kit-test/bank/counter")
                        .getGet()
                        .getSummary())
                .isEqualTo("Kit counter");
    }

    @Test
    void saysThatEveryFailureIsAProblem() {
        OpenAPI contract = read().getOpenAPI();

        assertThat(contract.getPaths().values().stream().flatMap(ContractTest::operations))
                .isNotEmpty()
                .allSatisfy(operation -> {
                    assertThat(operation.getResponses()).containsKeys("4XX", "5XX");
                    assertThat(operation.getResponses().get("4XX").get$ref()).endsWith("/Problem");
                    assertThat(operation.getResponses().get("5XX").get$ref()).endsWith("/Problem");
                });
        assertThat(contract.getComponents().getResponses().get("Problem").getContent())
                .containsOnlyKeys("application/problem+json");
    }

    /** The schema is derived from the records; Jackson writes what there is. */
    @Test
    void describesEveryPartOfAProblem() {
        Schema<?> problem = read().getOpenAPI().getComponents().getSchemas().get("Problem");
        Schema<?> violation = problem.getProperties().get("errors").getItems();
        JsonNode written = new ObjectMapper()
                .valueToTree(new Problem(
                        "t", "t", 422, "d", "/", "1", List.of(new Violation("#/a", "a", "form", "d", "#/a"))));

        assertThat(written.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("type", "title", "status", "detail", "instance", "requestId", "errors")
                .containsExactlyElementsOf(problem.getProperties().keySet());
        assertThat(written.at("/errors/0").fieldNames())
                .toIterable()
                .containsExactlyElementsOf(violation.getProperties().keySet());
        assertThat(problem.getRequired()).containsExactlyInAnyOrder("type", "title", "status");
        assertThat(violation.getRequired()).containsExactly("detail");
    }

    /** The kit's two are asked for; a service adds its own by the name of the class. */
    @Test
    void listsEveryTypeOfProblem() {
        String types = read().getOpenAPI()
                .getComponents()
                .getSchemas()
                .get("Problem")
                .getProperties()
                .get("type")
                .toString();
        assertThat(types).contains("urn:problem-type:invalid-request, ", "urn:problem-type:missing-body");
        assertThat(failures())
                .isNotEmpty()
                .allSatisfy(failure -> assertThat(types).contains(Problem.typeOf(failure.getSimpleName())));
    }

    /** The contract knows types by the names of their classes, so these must be alike. */
    @Test
    void namesTypesOfProblemsAfterTheirClasses() {
        assertThat(failures())
                .filteredOn(failure -> List.of(failure.getDeclaredConstructors()).stream()
                        .anyMatch(constructor -> constructor.getParameterCount() == 0))
                .isNotEmpty()
                .allSatisfy(failure -> {
                    var constructor = failure.getDeclaredConstructor();
                    constructor.setAccessible(true);
                    assertThat(((BusinessFailure) constructor.newInstance())
                                    .problem()
                                    .type())
                            .isEqualTo(Problem.typeOf(failure.getSimpleName()));
                });
    }

    /** There are protected endpoints among those of the tests; ContractIT sees a service without any. */
    @Test
    void namesBearerTokensWhereAnEndpointAsksForThem() {
        assertThat(read().getOpenAPI().getComponents().getSecuritySchemes()).containsOnlyKeys("bearer");
    }

    private static List<Class<?>> failures() {
        return CLASSES.that(assignableTo(BusinessFailure.class)).stream()
                .<Class<?>>map(JavaClass::reflect)
                .filter(failure -> failure != BusinessFailure.class)
                .toList();
    }

    private static SwaggerParseResult read() {
        String document =
                given().get("/q/openapi").then().statusCode(200).extract().asString();
        return new OpenAPIV3Parser().readContents(document);
    }

    private static Stream<io.swagger.v3.oas.models.Operation> operations(PathItem path) {
        return path.readOperations().stream();
    }

    private static List<String> resourceMethods() {
        return CLASSES.that(com.tngtech.archunit.base.DescribedPredicate.not(INTERFACES)).stream()
                .filter(type -> type.isAnnotatedWith(Path.class))
                .map(type -> type.reflect())
                .flatMap(type -> Stream.of(type.getDeclaredMethods())
                        .flatMap(method -> Stream.of(method.getAnnotations())
                                .map(Annotation::annotationType)
                                .filter(annotation -> annotation.isAnnotationPresent(HttpMethod.class))
                                .map(verb -> verb.getSimpleName() + " " + path(type, method))))
                .toList();
    }

    private static String path(Class<?> type, Method method) {
        Path own = method.getAnnotation(Path.class);
        String path = type.getAnnotation(Path.class).value() + "/" + (own == null ? "" : own.value());
        return ("/" + path).replaceAll("/+", "/").replaceAll("(.)/$", "$1");
    }
}
