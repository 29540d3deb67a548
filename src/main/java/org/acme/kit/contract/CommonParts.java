package org.acme.kit.contract;

import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponse;
import static org.eclipse.microprofile.openapi.OASFactory.createComponents;
import static org.eclipse.microprofile.openapi.OASFactory.createContent;
import static org.eclipse.microprofile.openapi.OASFactory.createMediaType;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;
import static org.eclipse.microprofile.openapi.OASFactory.createTag;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.acme.kit.error.BusinessFailure;
import org.acme.kit.error.Problem;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.eclipse.microprofile.openapi.models.tags.Tag;
import org.jboss.jandex.IndexView;

/** Internal: the filter that adds to the contract what holds for every operation: its endpoint's description, and problems. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class CommonParts implements OASFilter {

    private static final String PROBLEM = "Problem";

    private final Map<String, SecurityScheme> schemes;
    private final DescribedEndpoints endpoints;
    private final List<String> problemTypes;

    /** Makes the filter for the classes of one application. */
    public CommonParts(IndexView classes) {
        schemes = SecuritySchemes.of(ConfigProvider.getConfig());
        endpoints = new DescribedEndpoints(classes, schemes.keySet());
        problemTypes = classes.getAllKnownSubclasses(BusinessFailure.class).stream()
                .filter(failure -> !failure.isAbstract())
                .map(failure -> Problem.typeOf(failure.simpleName()))
                .sorted()
                .toList();
    }

    @Override
    public void filterOpenAPI(OpenAPI contract) {
        if (contract.getComponents() == null) {
            contract.setComponents(createComponents());
        }
        Components parts = contract.getComponents();
        parts.addSchema(PROBLEM, problem())
                .addResponse(
                        PROBLEM,
                        createAPIResponse()
                                .description("A problem document, RFC 9457")
                                .content(createContent()
                                        .addMediaType(
                                                Problem.MEDIA_TYPE,
                                                createMediaType()
                                                        .schema(createSchema().ref(PROBLEM)))));
        if (endpoints.areProtected()) {
            schemes.forEach(parts::addSecurityScheme);
        }
        if (contract.getSecurity() == null) {
            // Explicit: an operation without a requirement of its own needs no authentication.
            contract.setSecurity(List.of());
        }
        defineTags(contract);
    }

    /** Defines each tag that an operation has and that is not defined yet. */
    private static void defineTags(OpenAPI contract) {
        List<Tag> tags = contract.getTags() == null ? List.of() : contract.getTags();
        Set<String> defined = tags.stream().map(Tag::getName).collect(Collectors.toSet());
        Stream<PathItem> paths =
                contract.getPaths() == null || contract.getPaths().getPathItems() == null
                        ? Stream.empty()
                        : contract.getPaths().getPathItems().values().stream();
        paths.flatMap(path -> path.getOperations().values().stream())
                .flatMap(operation -> operation.getTags().stream())
                .filter(name -> !defined.contains(name))
                .collect(Collectors.toCollection(TreeSet::new))
                .forEach(name -> contract.addTag(createTag().name(name).description("Operations on " + name)));
    }

    /** Describes an operation, and declares a problem as the answer to each failure: callers can read them all alike. */
    @Override
    public Operation filterOperation(Operation operation) {
        endpoints.describe(operation);
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
                .addProperty("in", text("Where the parameter is: path, query, header, cookie or form"))
                .addProperty("detail", text("What it must be"))
                .required(List.of("detail"));
    }

    private static Schema object() {
        return createSchema().addType(Schema.SchemaType.OBJECT);
    }

    private static Schema text(String description) {
        return createSchema().addType(Schema.SchemaType.STRING).description(description);
    }
}
