/**
 * KEEP: what the OpenAPI document of every service says alike.
 *
 * <p>Entry point: {@code CommonParts}, a filter that runs during the build; {@code DescribedEndpoints}, where the words for an
 * operation come from. {@code @Operation(summary, description)} on an endpoint's {@code call} describes the resource method that has
 * the endpoint's name; {@code @Tag} on the resource names and describes a group; {@code quarkus.smallrye-openapi.info-*} the service.
 *
 * <p>Absent on purpose: anything else about one resource; that is derived from its code.
 */
@NullMarked
package org.acme.kit.contract;

import org.jspecify.annotations.NullMarked;
