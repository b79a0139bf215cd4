// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.Run;
import io.codeanatomy.engine.environment.EnvironmentProfile;
import io.codeanatomy.spec.ParameterValues;
import io.codeanatomy.spec.RulepackProfile;
import io.codeanatomy.spec.Spec;
import io.codeanatomy.spec.SpecDocument;
import io.codeanatomy.spec.SpecSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The spec of a command, and what it is to be run on. */
final class SpecOptions {

  @Parameters(
      index = "0",
      paramLabel = "SPEC",
      description = "The spec, JSON or YAML by its content.")
  private Path spec = Path.of("");

  @Mixin private final InputOptions inputs = new InputOptions();

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      converter = NamedValue.Converter.class,
      description = "Give a parameter its value; stronger than --params. May be repeated.")
  private List<NamedValue> parameters = List.of();

  @Option(
      names = "--params",
      paramLabel = "FILE",
      description = "Take the values of parameters from a file: one JSON or YAML object.")
  private @Nullable Path parameterFile;

  @Option(
      names = "--environment",
      paramLabel = "small|medium|large",
      description = "Threads and memory; chosen from the size of the inputs unless given.")
  private @Nullable EnvironmentProfile environment;

  @Option(
      names = "--profile",
      paramLabel = "PROFILE",
      description =
          "The rules that the run is held to, instead of the spec's own: Default, LowLatency,"
              + " Replay or Strict.")
  private @Nullable RulepackProfile profile;

  @Option(
      names = "--without-rule",
      paramLabel = "RULE",
      description =
          "Do without an optimisation, such as prune_columns; the result is the same. May be"
              + " repeated.")
  private List<String> turnedOff = List.of();

  @Option(
      names = "--engine",
      paramLabel = "duckdb",
      defaultValue = "duckdb",
      description = "What executes the plan.")
  private String engine = "duckdb";

  @Option(
      names = "--allow-schema-evolution",
      description = "Add columns that only an output has to its table, nullable, at the end.")
  private boolean schemaEvolution;

  private @Nullable SpecDocument document;

  /**
   * The run that the options ask for.
   *
   * @param usage makes the exception for options that contradict each other
   * @throws io.codeanatomy.spec.DiagnosticException if the spec cannot be read
   */
  Run run(Function<String, ParameterException> usage) {
    check(usage);
    SpecDocument read = SpecDocument.read(spec);
    document = profile == null ? read : withProfile(read, profile);
    Run run = Run.of(document).executionEngine(engine);
    if (schemaEvolution) {
      run = run.allowSchemaEvolution();
    }
    run = inputs.bind(run);
    if (parameterFile != null) {
      for (Map.Entry<String, String> value : ParameterValues.read(parameterFile).entrySet()) {
        run = run.parameter(value.getKey(), value.getValue());
      }
    }
    for (NamedValue parameter : parameters) {
      run = run.parameter(parameter.name(), parameter.value());
    }
    for (String rule : turnedOff) {
      run = run.withoutRule(rule);
    }
    return environment == null ? run : run.environment(environment);
  }

  /** The file of the spec. */
  Path spec() {
    return spec;
  }

  /** The text of the spec, once it was read. */
  Optional<SpecSource> source() {
    return Optional.ofNullable(document).flatMap(SpecDocument::sourceMap).map(map -> map.source());
  }

  private void check(Function<String, ParameterException> usage) {
    if (engine.equals("spark")) {
      throw usage.apply("the engine 'spark' is not available in this version; it is 'duckdb'");
    }
    if (!engine.equals("duckdb")) {
      throw usage.apply("there is no engine '" + engine + "'; it is 'duckdb'");
    }
    inputs.check(usage);
    NamedValue.checkOnce("--param", parameters, usage);
  }

  private static SpecDocument withProfile(SpecDocument read, RulepackProfile profile) {
    Spec spec = read.spec();
    return new SpecDocument(spec.withRulepackProfile(profile), read.path(), read.sourceMap());
  }
}
