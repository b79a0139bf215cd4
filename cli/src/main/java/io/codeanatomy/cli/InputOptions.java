// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.Run;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What the inputs of a spec are bound to. */
final class InputOptions {

  @Option(
      names = "--inputs",
      paramLabel = "DIR",
      description = "Bind every input relation to DIR/<its name>.")
  private @Nullable Path inputs;

  @Option(
      names = "--input",
      paramLabel = "NAME=LOCATION",
      converter = NamedValue.Converter.class,
      description = "Bind one input relation; stronger than --inputs. May be repeated.")
  private List<NamedValue> locations = List.of();

  /**
   * Refuses options that contradict each other.
   *
   * @param usage makes the exception
   */
  void check(Function<String, ParameterException> usage) {
    NamedValue.checkOnce("--input", locations, usage);
    for (NamedValue input : locations) {
      if (input.value().isEmpty()) {
        throw usage.apply("--input " + input.name() + "= has no location");
      }
    }
  }

  /** The same run with these inputs. */
  Run bind(Run run) {
    Run bound = inputs == null ? run : run.inputsFrom(inputs);
    for (NamedValue input : locations) {
      bound = bound.input(input.name(), Path.of(input.value()));
    }
    return bound;
  }
}
