package org.acme.kit.contract;

import static java.util.Objects.requireNonNull;
import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponse;
import static org.eclipse.microprofile.openapi.OASFactory.createComponents;
import static org.eclipse.microprofile.openapi.OASFactory.createContent;
import static org.eclipse.microprofile.openapi.OASFactory.createMediaType;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;
import static org.eclipse.microprofile.openapi.OASFactory.createTag;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
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
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.tags.Tag;
import org.jboss.jandex.IndexView;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Internal: the filter that adds to the contract what holds for every operation: its endpoint's description, and problems. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class CommonParts implements OASFilter {

    private static final Logger LOG = Logger.getLogger("contract");
    private static final String PROBLEM = "Problem";

    // The types of JSON of the components that a problem has.
    private static final Map<Class<?>, SchemaType> TYPES =
            Map.of(String.class, SchemaType.STRING, int.class, SchemaType.INTEGER, List.class, SchemaType.ARRAY);

    private final Authentication authentication;
    private final DescribedEndpoints endpoints;
    private final List<String> problemTypes;

    /** Makes the filter for the classes of one application. */
    public CommonParts(IndexView classes) {
        authentication = new Authentication(ConfigProvider.getConfig());
        endpoints = new DescribedEndpoints(classes, authentication);
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
        authentication.define(contract, operations(contract));
        if (contract.getSecurity() == null) {
            // Explicit: an operation without a requirement of its own needs no authentication.
            contract.setSecurity(List.of());
        }
        defineTags(contract);
        endpoints.undescribed().forEach(LOG::warn);
    }

    /** Defines each tag that an operation has and that is not defined yet. */
    private static void defineTags(OpenAPI contract) {
        List<Tag> tags = contract.getTags() == null ? List.of() : contract.getTags();
        Set<String> defined = tags.stream().map(Tag::getName).collect(Collectors.toSet());
        operations(contract)
                .flatMap(operation -> operation.getTags().stream())
                .filter(name -> !defined.contains(name))
                .collect(Collectors.toCollection(TreeSet::new))
                .forEach(name -> contract.addTag(createTag().name(name).description("Operations on " + name)));
    }

    private static Stream<Operation> operations(OpenAPI contract) {
        Stream<PathItem> paths =
                contract.getPaths() == null || contract.getPaths().getPathItems() == null
                        ? Stream.empty()
                        : contract.getPaths().getPathItems().values().stream();
        return paths.flatMap(path -> path.getOperations().values().stream());
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
        Schema problem = of(Problem.class);
        Schema type = problem.getProperties().get("type");
        type.setDescription(type.getDescription() + ", or one of " + String.join(", ", problemTypes));
        return problem;
    }

    /** Derives the schema of a record as Jackson writes it. A component that is never null is required. */
    private static Schema of(Class<?> document) {
        Schema schema = createSchema().addType(SchemaType.OBJECT);
        for (RecordComponent part : document.getRecordComponents()) {
            if (!part.getAccessor().isAnnotationPresent(JsonIgnore.class)) {
                schema.addProperty(part.getName(), of(part));
                if (!part.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                    schema.addRequired(part.getName());
                }
            }
        }
        return schema;
    }

    private static Schema of(RecordComponent part) {
        Schema schema = createSchema().addType(requireNonNull(TYPES.get(part.getType()), part + ": the type in JSON"));
        var said = part.getAccessor().getAnnotation(org.eclipse.microprofile.openapi.annotations.media.Schema.class);
        if (said != null) {
            schema.description(said.description()).format(said.format().isEmpty() ? null : said.format());
        }
        return part.getGenericType() instanceof ParameterizedType list
                ? schema.items(of((Class<?>) list.getActualTypeArguments()[0]))
                : schema;
    }
}
