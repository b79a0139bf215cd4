// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.engine.environment.EnvironmentProfile;
import io.codeanatomy.engine.history.PinnedSpec;
import io.codeanatomy.engine.history.RunRecord;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.OutputTarget;
import io.codeanatomy.spec.Spec;
import io.codeanatomy.spec.SpecDocument;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the run of a record: the same, but into another folder, and with its rows digested. */
final class ReplayedRun {

  private ReplayedRun() {}

  /**
   * The run.
   *
   * @param recorded with the inputs that its spec has
   * @param moved where inputs lie that lie somewhere else now
   * @param folder of all outputs
   * @throws DiagnosticException if this version of the engine does not read the spec
   */
  static Run of(RunRecord recorded, Map<String, Path> moved, Path folder) {
    Spec spec = intoOneFolder(PinnedSpec.of(recorded).spec());
    Path file = recorded.specFolder().resolve("recorded-spec.json");
    Run run =
        Run.of(new SpecDocument(spec, Optional.of(file)))
            .outputRoot(folder)
            .environment(EnvironmentProfile.valueOf(recorded.environment()))
            .executionEngine(recorded.executionEngine())
            .contentDigests(ContentDigests.ALWAYS);
    for (String rule : recorded.ruleSet().turnedOff()) {
      run = run.withoutRule(rule);
    }
    for (Map.Entry<String, String> value : recorded.envelope().parameters().entrySet()) {
      run = run.parameter(value.getKey(), value.getValue());
    }
    for (Map.Entry<String, Path> input : moved.entrySet()) {
      run = run.input(input.getKey(), input.getValue());
    }
    return run;
  }

  /**
   * The spec of a record.
   *
   * @throws DiagnosticException if this version of the engine does not read it
   */
  static Spec spec(RunRecord recorded) {
    try {
      return recorded.spec().document(recorded.specFolder()).spec();
    } catch (DiagnosticException e) {
      throw ReplayErrors.unprepared(e);
    }
  }

  /** Locations of outputs are no part of what is computed. */
  private static Spec intoOneFolder(Spec spec) {
    List<OutputTarget> outputs =
        spec.outputTargets().stream()
            .map(
                output ->
                    new OutputTarget(
                        output.tableName(),
                        output.sourceView(),
                        output.columns(),
                        output.materializationMode(),
                        Optional.empty(),
                        output.partitionBy(),
                        output.writeMetadata()))
            .toList();
    return spec.withOutputTargets(outputs);
  }
}
