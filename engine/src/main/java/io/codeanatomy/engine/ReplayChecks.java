// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.engine.ReplayResult.Check;
import io.codeanatomy.engine.ReplayResult.Meaning;
import io.codeanatomy.engine.history.RunRecord;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Holds two records of the same run against each other, field by field in a fixed order. */
final class ReplayChecks {

  private final Replay replay;
  private final List<Check> checks = new ArrayList<>();

  ReplayChecks(Replay replay) {
    this.replay = replay;
  }

  /** What was compared so far, in order. */
  List<Check> all() {
    return List.copyOf(checks);
  }

  /** Whether a field differs that decides. */
  boolean failed() {
    return checks.stream().anyMatch(Check::fails);
  }

  /**
   * The versions of the parts, which are known before anything is run.
   *
   * @param now the versions of the parts here
   */
  ReplayChecks versions(RunRecord recorded, Map<String, String> now) {
    map("versions", recorded.envelope().versions(), now, ofVersions());
    return this;
  }

  /** Adds a field. */
  ReplayChecks add(String field, Object recorded, Object replayed, Meaning meaning) {
    checks.add(new Check(field, String.valueOf(recorded), String.valueOf(replayed), meaning));
    return this;
  }

  /** Everything else, from the record that the replay itself left. */
  ReplayChecks results(RunRecord recorded, RunRecord replayed) {
    add("spec_hash", recorded.specHash(), replayed.specHash(), Meaning.DECISIVE);
    map("view_hashes", recorded.viewHashes(), replayed.viewHashes(), Meaning.DECISIVE);
    ruleSet(recorded.ruleSet(), replayed.ruleSet());
    add(
        "rulepack_fingerprint",
        recorded.rulepackFingerprint(),
        replayed.rulepackFingerprint(),
        ofVersions());
    map(
        "parameters",
        recorded.envelope().parameters(),
        replayed.envelope().parameters(),
        Meaning.DECISIVE);
    map(
        "configuration",
        recorded.envelope().configuration(),
        replayed.envelope().configuration(),
        ofVersions());
    add(
        "functions_hash",
        recorded.envelope().functionsHash(),
        replayed.envelope().functionsHash(),
        ofVersions());
    map("derived", recorded.envelope().derived(), replayed.envelope().derived(), ofLocations());
    inputs(recorded, replayed);
    add(
        "envelope_hash",
        recorded.envelopeHash(),
        replayed.envelopeHash(),
        ofLocations() == Meaning.TOLD ? Meaning.TOLD : ofVersions());
    map("fragments", fragments(recorded), fragments(replayed), ofVersions());
    add("plan_hash", recorded.planHash(), replayed.planHash(), ofVersions());
    map("audits", audits(recorded), audits(replayed), Meaning.DECISIVE);
    for (RunRecord.Output output : recorded.outputs()) {
      Optional<RunRecord.Output> again = output(replayed, output.tableName());
      String field = "outputs." + output.tableName() + ".";
      add(
          field + "rows_written",
          output.rowsWritten(),
          again.map(o -> Long.toString(o.rowsWritten())).orElse(""),
          Meaning.DECISIVE);
      output
          .contentDigest()
          .ifPresent(
              digest ->
                  add(
                      field + "content_digest",
                      digest,
                      again.flatMap(RunRecord.Output::contentDigest).orElse(""),
                      Meaning.DECISIVE));
    }
    return this;
  }

  static Optional<RunRecord.Output> output(RunRecord record, String table) {
    return record.outputs().stream().filter(o -> o.tableName().equals(table)).findFirst();
  }

  private void ruleSet(RunRecord.RuleSet recorded, RunRecord.RuleSet replayed) {
    add("rule_set.profile", recorded.profile(), replayed.profile(), Meaning.DECISIVE);
    map("rule_set.providers", recorded.providers(), replayed.providers(), ofVersions());
    add(
        "rule_set.rules",
        recorded.rules().stream().map(RunRecord.Rule::name).toList(),
        replayed.rules().stream().map(RunRecord.Rule::name).toList(),
        ofVersions());
  }

  private void inputs(RunRecord recorded, RunRecord replayed) {
    for (RunRecord.Input input : recorded.inputs()) {
      String field = "inputs." + input.logicalName() + ".";
      Optional<RunRecord.Input> again =
          replayed.inputs().stream()
              .filter(other -> other.logicalName().equals(input.logicalName()))
              .findFirst();
      Meaning moved =
          replay.inputLocations().containsKey(input.logicalName())
              ? Meaning.TOLD
              : Meaning.DECISIVE;
      add(
          field + "delta_location",
          input.deltaLocation(),
          again.map(i -> i.deltaLocation().toString()).orElse(""),
          moved);
      add(
          field + "delta_version",
          input.deltaVersion(),
          again.map(i -> Long.toString(i.deltaVersion())).orElse(""),
          Meaning.DECISIVE);
      add(
          field + "schema_hash",
          input.schemaHash(),
          again.map(RunRecord.Input::schemaHash).orElse(""),
          Meaning.DECISIVE);
    }
  }

  private void map(
      String field, Map<String, String> recorded, Map<String, String> replayed, Meaning meaning) {
    Set<String> names = new LinkedHashSet<>(recorded.keySet());
    names.addAll(replayed.keySet());
    for (String name : names) {
      add(
          field + "." + name,
          recorded.getOrDefault(name, ""),
          replayed.getOrDefault(name, ""),
          meaning);
    }
  }

  private static Map<String, String> fragments(RunRecord record) {
    Map<String, String> fragments = new TreeMap<>();
    record
        .fragments()
        .forEach(
            fragment -> fragments.put(fragment.kind() + " " + fragment.name(), fragment.hash()));
    return fragments;
  }

  private static Map<String, String> audits(RunRecord record) {
    Map<String, String> audits = new TreeMap<>();
    record
        .audits()
        .forEach(audit -> audits.put(audit.subject() + " " + audit.name(), audit.rows() + " rows"));
    return audits;
  }

  private Meaning ofVersions() {
    return replay.versions() == Replay.OtherVersions.TOLD ? Meaning.TOLD : Meaning.DECISIVE;
  }

  private Meaning ofLocations() {
    return replay.inputLocations().isEmpty() ? Meaning.DECISIVE : Meaning.TOLD;
  }
}
