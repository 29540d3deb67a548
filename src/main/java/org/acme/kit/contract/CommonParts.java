package org.acme.kit.contract;

import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponse;
import static org.eclipse.microprofile.openapi.OASFactory.createContent;
import static org.eclipse.microprofile.openapi.OASFactory.createMediaType;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;
import static org.eclipse.microprofile.openapi.OASFactory.createSecurityScheme;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.stream.Stream;
import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.error.BusinessFailure;
import org.acme.kit.error.Problem;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

/** Adds to the contract what holds for every operation: failures are problems, and tokens are bearer tokens. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class CommonParts implements OASFilter {

    private static final String PROBLEM = "Problem";

    private static final List<DotName> PROTECTING = Stream.of(
                    "jakarta.annotation.security.RolesAllowed",
                    "io.quarkus.security.Authenticated",
                    "io.quarkus.security.PermissionsAllowed")
            .map(DotName::createSimple)
            .toList();

    private final boolean tokens;
    private final List<String> problemTypes;

    /** Makes the filter for the classes of one application. */
    public CommonParts(IndexView classes) {
        tokens = PROTECTING.stream()
                .flatMap(annotation -> classes.getAnnotations(annotation).stream())
                .anyMatch(annotation -> isOnEndpoint(annotation, classes));
        problemTypes = classes.getAllKnownSubclasses(BusinessFailure.class).stream()
                .filter(failure -> !failure.isAbstract())
                .map(failure -> Problem.typeOf(failure.simpleName()))
                .sorted()
                .toList();
    }

    @Override
    public void filterOpenAPI(OpenAPI contract) {
        Components parts = contract.getComponents() == null ? OASFactory.createComponents() : contract.getComponents();
        contract.setComponents(parts.addSchema(PROBLEM, problem())
                .addResponse(
                        PROBLEM,
                        createAPIResponse()
                                .description("A problem document, RFC 9457")
                                .content(createContent()
                                        .addMediaType(
                                                Problem.MEDIA_TYPE,
                                                createMediaType()
                                                        .schema(createSchema().ref(PROBLEM))))));
        if (tokens) {
            parts.addSecurityScheme(
                    "bearer",
                    createSecurityScheme()
                            .type(SecurityScheme.Type.HTTP)
                            .scheme("bearer")
                            .bearerFormat("JWT"));
        }
    }

    /** Whatever the failure: a caller that reads problems can read them all. */
    @Override
    public Operation filterOperation(Operation operation) {
        operation.getResponses().addAPIResponse("4XX", reference()).addAPIResponse("5XX", reference());
        return operation;
    }

    private static APIResponse reference() {
        return createAPIResponse().ref(PROBLEM);
    }

    private Schema problem() {
        return object().addProperty(
                        "type",
                        text("What kind of problem: about:blank where the status says it all, or one of "
                                        + String.join(", ", problemTypes))
                                .format("uri"))
                .addProperty("title", text("The summary of the type"))
                .addProperty("status", createSchema().addType(Schema.SchemaType.INTEGER))
                .addProperty("detail", text("What is wrong this time"))
                .addProperty("instance", text("The path that was asked").format("uri-reference"))
                .addProperty("requestId", text("The id under which the logs tell more"))
                .addProperty(
                        "errors",
                        createSchema()
                                .addType(Schema.SchemaType.ARRAY)
                                .description("What is wrong with which part of the request")
                                .items(violation()))
                .required(List.of("type", "title", "status"));
    }

    private static Schema violation() {
        return object().addProperty("pointer", text("The part of the body, a JSON pointer: #/items/0/name"))
                .addProperty("parameter", text("The parameter, if it is not in the body"))
                .addProperty("detail", text("What it must be"))
                .required(List.of("detail"));
    }

    private static Schema object() {
        return createSchema().addType(Schema.SchemaType.OBJECT);
    }

    private static Schema text(String description) {
        return createSchema().addType(Schema.SchemaType.STRING).description(description);
    }

    private static boolean isOnEndpoint(AnnotationInstance annotation, IndexView classes) {
        DotName target = switch (annotation.target().kind()) {
            case CLASS -> annotation.target().asClass().name();
            case METHOD -> annotation.target().asMethod().declaringClass().name();
            default -> null;
        };
        return classes.getAllKnownImplementations(DotName.createSimple(Endpoint.class)).stream()
                .anyMatch(endpoint -> endpoint.name().equals(target));
    }
}
