// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.engine.environment.EnvironmentProfile;
import io.codeanatomy.engine.history.Retention;
import io.codeanatomy.engine.schema.SchemaEvolution;
import io.codeanatomy.spec.SpecDocument;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

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
 * @param turnedOffRules the names of optimisations that the run does without
 * @param contentDigests whether the rows of the outputs are digested
 * @param compliance how long a compliance capture of the run is kept; empty for what the profile
 *     says: Replay and Strict capture for a quarter of a year, Default and LowLatency do not
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
    Set<String> turnedOffRules,
    ContentDigests contentDigests,
    Optional<Retention> compliance) {

  public Run {
    inputLocations = Collections.unmodifiableMap(new LinkedHashMap<>(inputLocations));
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    turnedOffRules = Collections.unmodifiableSet(new TreeSet<>(turnedOffRules));
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
        Set.of(),
        ContentDigests.AUTOMATIC,
        Optional.empty());
  }

  /** The same run into another folder. */
  public Run outputRoot(Path folder) {
    return changed(draft -> draft.outputRoot = Optional.of(folder));
  }

  /** The same run with every input relation read from the folder of its name. */
  public Run inputsFrom(Path folder) {
    return changed(draft -> draft.inputsFolder = Optional.of(folder));
  }

  /** The same run with one input relation read from a table. */
  public Run input(String logicalName, Path location) {
    return changed(draft -> draft.inputLocations.put(logicalName, location));
  }

  /** The same run with a value for a parameter. */
  public Run parameter(String name, String value) {
    return changed(draft -> draft.parameters.put(name, value));
  }

  /** The same run in a given environment. */
  public Run environment(EnvironmentProfile profile) {
    return changed(draft -> draft.environment = Optional.of(profile));
  }

  /** The same run on another execution engine. */
  public Run executionEngine(String name) {
    return changed(draft -> draft.executionEngine = name);
  }

  /** The same run; columns that an output's table lacks are added to it. */
  public Run allowSchemaEvolution() {
    return changed(draft -> draft.schemaEvolution = SchemaEvolution.ADDITIVE);
  }

  /** The same run without an optimisation; its result is the same. */
  public Run withoutRule(String name) {
    return changed(draft -> draft.turnedOffRules.add(name));
  }

  /** The same run with the rows of its outputs digested, or not. */
  public Run contentDigests(ContentDigests wish) {
    return changed(draft -> draft.contentDigests = wish);
  }

  /** The same run, captured for those who check it later. */
  public Run captureFor(Retention retention) {
    return changed(draft -> draft.compliance = Optional.of(retention));
  }

  private Run changed(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.run();
  }

  /** A copy on its way to another run. */
  private static final class Draft {

    private final SpecDocument document;
    private final Map<String, Path> inputLocations;
    private final Map<String, String> parameters;
    private final Set<String> turnedOffRules;
    private Optional<Path> outputRoot;
    private Optional<Path> inputsFolder;
    private Optional<EnvironmentProfile> environment;
    private String executionEngine;
    private SchemaEvolution schemaEvolution;
    private ContentDigests contentDigests;
    private Optional<Retention> compliance;

    Draft(Run run) {
      document = run.document;
      inputLocations = new LinkedHashMap<>(run.inputLocations);
      parameters = new LinkedHashMap<>(run.parameters);
      turnedOffRules = new TreeSet<>(run.turnedOffRules);
      outputRoot = run.outputRoot;
      inputsFolder = run.inputsFolder;
      environment = run.environment;
      executionEngine = run.executionEngine;
      schemaEvolution = run.schemaEvolution;
      contentDigests = run.contentDigests;
      compliance = run.compliance;
    }

    Run run() {
      return new Run(
          document,
          outputRoot,
          inputsFolder,
          inputLocations,
          parameters,
          environment,
          executionEngine,
          schemaEvolution,
          turnedOffRules,
          contentDigests,
          compliance);
    }
  }
}
