// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.engine.schema.SchemaEvolution;
import io.codeanatomy.engine.session.EnvironmentProfile;
import io.codeanatomy.spec.SpecDocument;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a run is asked to do. Immutable; each method gives a changed copy.
 *
 * <pre>{@code
 * RunResult result =
 *     Engine.create().run(Run.of(SpecDocument.read(spec)).inputsFrom(extracted).outputRoot(graph));
 * }</pre>
 *
 * @param document the spec
 * @param outputRoot the folder of the outputs that have no location of their own; needed if there
 *     is one
 * @param inputsFolder binds every input relation to the folder of its name in this one
 * @param inputLocations binds input relations one by one; stronger than {@code inputsFolder}
 * @param parameters the values of parameters, as text
 * @param environment the environment profile; chosen from the size of the inputs if empty
 * @param executionEngine the name of the execution engine
 * @param schemaEvolution what may happen to the row types of the outputs' tables that are there
 * @param contentDigests whether the rows of the outputs are digested
 */
public record Run(
    SpecDocument document,
    Optional<Path> outputRoot,
    Optional<Path> inputsFolder,
    Map<String, Path> inputLocations,
    Map<String, String> parameters,
    Optional<EnvironmentProfile> environment,
    String executionEngine,
    SchemaEvolution schemaEvolution,
    ContentDigests contentDigests) {

  public Run {
    inputLocations = Collections.unmodifiableMap(new LinkedHashMap<>(inputLocations));
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /** A run of a spec with its own input locations, with its own output locations, on DuckDB. */
  public static Run of(SpecDocument document) {
    return new Run(
        document,
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Map.of(),
        Optional.empty(),
        "duckdb",
        SchemaEvolution.NONE,
        ContentDigests.AUTOMATIC);
  }

  /** The same run into another folder. */
  public Run outputRoot(Path folder) {
    return new Run(
        document,
        Optional.of(folder),
        inputsFolder,
        inputLocations,
        parameters,
        environment,
        executionEngine,
        schemaEvolution,
        contentDigests);
  }

  /** The same run with every input relation read from the folder of its name. */
  public Run inputsFrom(Path folder) {
    return new Run(
        document,
        outputRoot,
        Optional.of(folder),
        inputLocations,
        parameters,
        environment,
        executionEngine,
        schemaEvolution,
        contentDigests);
  }

  /** The same run with one input relation read from a table. */
  public Run input(String logicalName, Path location) {
    Map<String, Path> locations = new LinkedHashMap<>(inputLocations);
    locations.put(logicalName, location);
    return new Run(
        document,
        outputRoot,
        inputsFolder,
        locations,
        parameters,
        environment,
        executionEngine,
        schemaEvolution,
        contentDigests);
  }

  /** The same run with a value for a parameter. */
  public Run parameter(String name, String value) {
    Map<String, String> values = new LinkedHashMap<>(parameters);
    values.put(name, value);
    return new Run(
        document,
        outputRoot,
        inputsFolder,
        inputLocations,
        values,
        environment,
        executionEngine,
        schemaEvolution,
        contentDigests);
  }

  /** The same run in a given environment. */
  public Run environment(EnvironmentProfile profile) {
    return new Run(
        document,
        outputRoot,
        inputsFolder,
        inputLocations,
        parameters,
        Optional.of(profile),
        executionEngine,
        schemaEvolution,
        contentDigests);
  }

  /** The same run on another execution engine. */
  public Run executionEngine(String name) {
    return new Run(
        document,
        outputRoot,
        inputsFolder,
        inputLocations,
        parameters,
        environment,
        name,
        schemaEvolution,
        contentDigests);
  }

  /** The same run; columns that an output's table lacks are added to it. */
  public Run allowSchemaEvolution() {
    return new Run(
        document,
        outputRoot,
        inputsFolder,
        inputLocations,
        parameters,
        environment,
        executionEngine,
        SchemaEvolution.ADDITIVE,
        contentDigests);
  }

  /** The same run with or without digests of what the outputs hold. */
  public Run contentDigests(ContentDigests wish) {
    return new Run(
        document,
        outputRoot,
        inputsFolder,
        inputLocations,
        parameters,
        environment,
        executionEngine,
        schemaEvolution,
        wish);
  }
}
