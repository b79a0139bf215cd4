// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.delta.DeltaStore;
import io.codeanatomy.engine.compliance.ComplianceCapture;
import io.codeanatomy.engine.environment.Environment;
import io.codeanatomy.engine.environment.Machine;
import io.codeanatomy.engine.history.Retention;
import io.codeanatomy.engine.rules.RecordedTrace;
import io.codeanatomy.engine.rules.Rule;
import io.codeanatomy.engine.rules.RuleTrace;
import io.codeanatomy.engine.session.Envelope;
import io.codeanatomy.spec.RulepackProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Captures a run for those who check it later, if the run or its profile asks for it. What is
 * captured is told from the plan that was executed: nothing is executed a second time. A run that
 * captures nothing has no object of this class and no recorded trace.
 */
final class ComplianceCaptures {

  private final Run run;
  private final Retention retention;
  private final RecordedTrace trace = new RecordedTrace();

  private ComplianceCaptures(Run run, Retention retention) {
    this.run = run;
    this.retention = retention;
  }

  /** The capture of a run; empty if nobody asks for one. */
  static Optional<ComplianceCaptures> of(Run run) {
    Optional<Retention> retention =
        run.compliance().or(() -> retention(run.document().spec().rulepackProfile()));
    return retention.map(kept -> new ComplianceCaptures(run, kept));
  }

  private static Optional<Retention> retention(RulepackProfile profile) {
    return switch (profile) {
      case Replay, Strict -> Optional.of(Retention.LONG);
      case Default, LowLatency -> Optional.empty();
    };
  }

  /** What is to be told of the rules. */
  RuleTrace trace() {
    return trace;
  }

  /**
   * Writes the capture beside the outputs, which are published by now: what goes wrong here is a
   * warning.
   *
   * @return the result with the place of the capture, or with the warning
   */
  RunResult captured(RunResult result, Preparation preparation, DeltaStore store) {
    Explanation explanation =
        new Explainer(run, preparation, trace, ExplainedPart.whole(), store).explain();
    ComplianceCapture.Written written =
        new ComplianceCapture(
                explanation,
                rules(preparation, explanation),
                configuration(preparation, result),
                new ComplianceCapture.Commits(
                    result.outputs().stream().map(ComplianceCaptures::commit).toList()))
            .write(
                OutputTargets.root(run, preparation.targets()),
                result.runId(),
                retention,
                result.completedAt());
    return written instanceof ComplianceCapture.Written.To to
        ? result.capturedAt(to.folder())
        : result.warned(((ComplianceCapture.Written.Not) written).warning());
  }

  private static ComplianceCapture.Rules rules(Preparation preparation, Explanation explanation) {
    return new ComplianceCapture.Rules(
        preparation.rules().profile().name(),
        preparation.rules().fingerprint(),
        preparation.rules().providers(),
        preparation.rules().rules().stream().map(rule -> rule(rule, explanation)).toList());
  }

  private static ComplianceCapture.Rule rule(Rule rule, Explanation explanation) {
    List<String> changed = new ArrayList<>();
    List<String> dropped = new ArrayList<>();
    int applied = 0;
    for (Explanation.Application application : explanation.applications()) {
      if (application.rule().equals(rule.name())) {
        applied++;
        application.changes().forEach(change -> changed.add(change.view()));
        dropped.addAll(application.dropped());
      }
    }
    return new ComplianceCapture.Rule(
        rule.name(),
        rule.ruleClass().name(),
        rule.purpose().name(),
        rule.parameters(),
        applied,
        changed.stream().distinct().toList(),
        dropped.stream().distinct().toList());
  }

  private static ComplianceCapture.Configuration configuration(
      Preparation preparation, RunResult result) {
    Envelope envelope = preparation.session().envelope();
    Environment environment = preparation.session().environment();
    return new ComplianceCapture.Configuration(
        envelope.executionEngine(),
        environment.profile().name(),
        envelope.configuration(),
        environment.threads(Machine.processors()),
        environment.memoryBytes(Machine.physicalMemory()),
        envelope.parameters(),
        envelope.versions(),
        result.envelopeHash());
  }

  private static ComplianceCapture.Commit commit(RunResult.Output output) {
    return new ComplianceCapture.Commit(
        output.tableName(),
        output.deltaLocation(),
        output.deltaVersion(),
        output.rowsWritten(),
        output.filesAdded(),
        output.filesRemoved(),
        output.bytesWritten(),
        output.contentDigest());
  }
}
