// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.engine.execute.PhysicalPlan;
import io.codeanatomy.engine.function.FunctionLibrary;
import io.codeanatomy.engine.history.RunHistory;
import io.codeanatomy.engine.history.RunRecord;
import io.codeanatomy.engine.plan.Fragment;
import io.codeanatomy.engine.plan.PlanHash;
import io.codeanatomy.engine.session.Envelope;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.HashBuilder;
import io.codeanatomy.spec.SpecHashes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Makes the record of a run that has published: the one place that knows both sides. */
final class RunRecords {

  private final Run run;
  private final Preparation preparation;
  private final Envelope envelope;

  RunRecords(Run run, Preparation preparation) {
    this.run = run;
    this.preparation = preparation;
    this.envelope = preparation.session().envelope();
  }

  /**
   * Writes the record into the history of the run's folder. The outputs are published by now, so
   * what goes wrong here is a warning.
   *
   * @return the result with the location of the record, or with the warning
   */
  RunResult recorded(RunResult result) {
    Path root = OutputTargets.root(run, preparation.targets());
    RunHistory.Written written = RunHistory.in(root).add(record(result, root));
    return written instanceof RunHistory.Written.To to
        ? result.recordedAt(to.file())
        : result.warned(((RunHistory.Written.Not) written).warning());
  }

  /**
   * The record itself.
   *
   * @param root the folder of the outputs
   */
  RunRecord record(RunResult result, Path root) {
    return new RunRecord(
        result.runId(),
        Engine.version(),
        result.startedAt(),
        result.completedAt(),
        RunRecord.recorded(run.document().spec()),
        run.document().path().map(file -> file.toAbsolutePath().normalize()),
        SpecFolder.of(run).normalize(),
        root,
        result.specHash(),
        result.planHash(),
        result.rulepackFingerprint(),
        result.envelopeHash(),
        HashBuilder.HASH_VERSION,
        run.executionEngine(),
        preparation.session().environment().profile().name(),
        run.schemaEvolution().name(),
        envelope(),
        ruleSet(),
        result.inputs().stream().map(RunRecords::input).toList(),
        viewHashes(),
        fragments(),
        result.outputs().stream().map(RunRecords::output).toList(),
        result.changes().stream().map(RunRecords::changes).toList(),
        result.audits().stream()
            .map(audit -> new RunRecord.Audit(audit.subject().name(), audit.name(), audit.rows()))
            .toList(),
        result.stages().stream()
            .map(stage -> new RunRecord.Stage(stage.name(), stage.seconds()))
            .toList(),
        result.warnings().stream().map(RunRecords::warning).toList());
  }

  /** The hashes of the views and templates by name, in the order of the spec. */
  Map<String, String> viewHashes() {
    return SpecHashes.of(run.document().spec()).viewHashes();
  }

  /** What the result depends on besides the spec, the rules and the inputs. */
  RunRecord.Envelope envelope() {
    return new RunRecord.Envelope(
        envelope.versions(),
        envelope.configuration(),
        FunctionLibrary.VERSION,
        HashBuilder.ofDomain("functions").texts("functions", envelope.functions()).hex(),
        envelope.parameters(),
        envelope.derived());
  }

  /** The rules that the run is held to. */
  RunRecord.RuleSet ruleSet() {
    return new RunRecord.RuleSet(
        preparation.rules().profile().name(),
        preparation.rules().providers(),
        List.copyOf(run.turnedOffRules()),
        preparation.rules().rules().stream()
            .map(
                rule ->
                    new RunRecord.Rule(
                        rule.name(),
                        rule.ruleClass().name(),
                        rule.purpose().name(),
                        rule.parameters()))
            .toList());
  }

  private List<RunRecord.Fragment> fragments() {
    List<RunRecord.Fragment> fragments = new ArrayList<>();
    for (PhysicalPlan.Step step : preparation.plan().steps()) {
      if (step instanceof PhysicalPlan.Materialize materialize) {
        fragments.add(fragment("materialize", materialize.relation(), materialize.fragment()));
      } else if (step instanceof PhysicalPlan.Close close) {
        fragments.add(fragment("close", close.relation(), close.edges()));
      } else if (step instanceof PhysicalPlan.Audit audit) {
        fragments.add(fragment("audit", audit.relation(), audit.fragment()));
      } else if (step instanceof PhysicalPlan.Write write) {
        fragments.add(fragment("write", write.table(), write.fragment()));
      }
    }
    return fragments;
  }

  private static RunRecord.Fragment fragment(String kind, String name, Fragment fragment) {
    return new RunRecord.Fragment(kind, name, PlanHash.of(fragment));
  }

  private static RunRecord.Input input(RunResult.Input input) {
    return new RunRecord.Input(
        input.logicalName(),
        input.deltaLocation(),
        input.deltaVersion(),
        input.schemaHash(),
        input.filesConsidered(),
        input.filesRead(),
        input.bytesRead(),
        input.rows());
  }

  private static RunRecord.Output output(RunResult.Output output) {
    return new RunRecord.Output(
        output.tableName(),
        output.deltaLocation(),
        output.deltaVersion(),
        output.status().name(),
        output.reason(),
        output.rowsWritten(),
        output.filesAdded(),
        output.filesRemoved(),
        output.bytesWritten(),
        output.partitionCount(),
        output.contentDigest());
  }

  private static RunRecord.Changes changes(RunResult.Changes changes) {
    return new RunRecord.Changes(
        changes.view(),
        changes.source(),
        changes.fromVersion(),
        changes.toVersion(),
        changes.form().name());
  }

  private static RunRecord.Warning warning(Diagnostic warning) {
    return new RunRecord.Warning(
        warning.code(),
        warning.pointer(),
        number(warning.line()),
        number(warning.column()),
        warning.message(),
        warning.hint());
  }

  private static OptionalLong number(OptionalInt number) {
    return number.isPresent() ? OptionalLong.of(number.getAsInt()) : OptionalLong.empty();
  }
}
