/**
 * KEEP: the common parts of the OpenAPI document of every service.
 *
 * <p>Entry point: {@code CommonParts}, a filter that runs during the build. {@code DescribedEndpoints} finds the texts of an
 * operation: {@code @Operation(summary, description)} on an endpoint's {@code call} describes the resource method that has the
 * endpoint's name, or that of the field with the endpoint. {@code Authentication} tells where a token is needed. {@code @Tag} on the
 * resource names and describes a group, {@code quarkus.smallrye-openapi.info-*} the service.
 *
 * <p>Absent on purpose: anything else about one resource; it is derived from the code of the resource.
 */
@NullMarked
package org.acme.kit.contract;

import org.jspecify.annotations.NullMarked;
