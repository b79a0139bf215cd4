// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.engine.ReplayResult.Check;
import io.codeanatomy.engine.ReplayResult.Meaning;
import io.codeanatomy.engine.history.RunRecord;
import io.codeanatomy.engine.session.Envelope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Holds a run against its record, field by field in a fixed order. What is compared is written
 * here, and in {@code docs/replay.md}.
 */
final class ReplayChecks {

  private final Replay.OtherVersions versions;
  private final Set<String> movedInputs;
  private final List<Check> checks = new ArrayList<>();

  /**
   * Nothing compared yet.
   *
   * @param movedInputs the inputs that are not read where the run read them
   */
  ReplayChecks(Replay.OtherVersions versions, Collection<String> movedInputs) {
    this.versions = versions;
    this.movedInputs = Set.copyOf(movedInputs);
  }

  /** What was compared so far, in order. */
  List<Check> all() {
    return List.copyOf(checks);
  }

  /** Whether a field differs that decides. */
  boolean failed() {
    return checks.stream().anyMatch(Check::fails);
  }

  /** Adds a field that decides. */
  void decisive(String field, Object recorded, Object now) {
    add(field, Optional.of(recorded), Optional.of(now), Meaning.DECISIVE);
  }

  /** Adds a field that decides, unless versions may be others. */
  void ofVersions(String field, Object recorded, Object now) {
    add(field, Optional.of(recorded), Optional.of(now), ofVersions());
  }

  /**
   * The versions of the engine and its parts.
   *
   * @param now by part
   */
  void versions(RunRecord recorded, Map<String, String> now) {
    ofVersions("engine_version", recorded.engineVersion(), Engine.version());
    map("versions", recorded.envelope().versions(), now, ofVersions());
  }

  /**
   * The providers of the rules that the run had: one that is missing cannot be made up for.
   *
   * @param installed the versions of those that there are
   */
  void providers(RunRecord recorded, Map<String, String> installed) {
    recorded
        .ruleSet()
        .providers()
        .forEach(
            (name, version) -> {
              Optional<String> now = Optional.ofNullable(installed.get(name));
              add(
                  "rule_set.providers." + name,
                  Optional.of(version),
                  now,
                  now.isPresent() ? ofVersions() : Meaning.DECISIVE);
            });
  }

  /** An input that was bound to the version that the run read. */
  void input(RunRecord.Input recorded, RunResult.Input now) {
    String field = "inputs." + recorded.logicalName();
    add(
        field + ".delta_location",
        Optional.of(recorded.deltaLocation()),
        Optional.of(now.deltaLocation()),
        movedInputs.contains(recorded.logicalName()) ? Meaning.TOLD : Meaning.DECISIVE);
    decisive(field + ".delta_version", recorded.deltaVersion(), now.deltaVersion());
    decisive(field + ".schema_hash", recorded.schemaHash(), now.schemaHash());
  }

  /**
   * The session that was built again.
   *
   * @param records of the replay
   */
  void session(RunRecord recorded, Envelope now, RunRecords records) {
    RunRecord.Envelope then = recorded.envelope();
    decisive("spec_hash", recorded.specHash(), now.specHash());
    map("view_hashes", recorded.viewHashes(), records.viewHashes(), Meaning.DECISIVE);
    ruleSet(recorded.ruleSet(), records.ruleSet());
    ofVersions("rulepack_fingerprint", recorded.rulepackFingerprint(), now.rulepackFingerprint());
    map("parameters", then.parameters(), now.parameters(), Meaning.DECISIVE);
    map("configuration", then.configuration(), now.configuration(), ofVersions());
    ofVersions(
        "function_library_version",
        then.functionLibraryVersion(),
        records.envelope().functionLibraryVersion());
    ofVersions("functions_hash", then.functionsHash(), records.envelope().functionsHash());
    derived(then.derived(), now.derived());
    add(
        "envelope_hash",
        Optional.of(recorded.envelopeHash()),
        Optional.of(now.hash()),
        movedInputs.isEmpty() ? ofVersions() : Meaning.TOLD);
  }

  /** What was executed, and what came out. */
  void results(RunRecord recorded, RunRecord replayed) {
    ofVersions("plan_hash", recorded.planHash(), replayed.planHash());
    map(
        "fragments",
        byName(recorded.fragments(), f -> f.kind() + " " + f.name(), RunRecord.Fragment::hash),
        byName(replayed.fragments(), f -> f.kind() + " " + f.name(), RunRecord.Fragment::hash),
        ofVersions());
    map("changes", changes(recorded), changes(replayed), Meaning.DECISIVE);
    map("audits", audits(recorded), audits(replayed), Meaning.DECISIVE);
    Map<String, RunRecord.Output> again = outputs(replayed);
    Map<String, RunRecord.Output> before = outputs(recorded);
    for (String table : union(before.keySet(), again.keySet())) {
      output(table, Optional.ofNullable(before.get(table)), Optional.ofNullable(again.get(table)));
    }
  }

  private void output(
      String table, Optional<RunRecord.Output> before, Optional<RunRecord.Output> again) {
    String field = "outputs." + table;
    add(
        field + ".rows_written",
        before.map(RunRecord.Output::rowsWritten),
        again.map(RunRecord.Output::rowsWritten),
        Meaning.DECISIVE);
    Optional<String> digest = before.flatMap(RunRecord.Output::contentDigest);
    if (digest.isPresent()) {
      add(
          field + ".content_digest",
          digest,
          again.flatMap(RunRecord.Output::contentDigest),
          Meaning.DECISIVE);
    }
  }

  /** The outputs of a run by the names of their tables, in order. */
  static Map<String, RunRecord.Output> outputs(RunRecord record) {
    Map<String, RunRecord.Output> outputs = new LinkedHashMap<>();
    record.outputs().forEach(output -> outputs.putIfAbsent(output.tableName(), output));
    return outputs;
  }

  private void ruleSet(RunRecord.RuleSet then, RunRecord.RuleSet now) {
    decisive("rule_set.profile", then.profile(), now.profile());
    decisive("rule_set.turned_off", then.turnedOff(), now.turnedOff());
    now.providers().entrySet().stream()
        .filter(provider -> !then.providers().containsKey(provider.getKey()))
        .forEach(
            provider ->
                add(
                    "rule_set.providers." + provider.getKey(),
                    Optional.empty(),
                    Optional.of(provider.getValue()),
                    ofVersions()));
    map("rule_set.rules", rules(then), rules(now), ofVersions());
  }

  /** By their places in the order in which they apply. */
  private static Map<String, String> rules(RunRecord.RuleSet ruleSet) {
    Map<String, String> rules = new LinkedHashMap<>();
    for (RunRecord.Rule rule : ruleSet.rules()) {
      rules.put(
          Integer.toString(rules.size()),
          rule.name()
              + ", "
              + rule.ruleClass()
              + ", "
              + rule.purpose()
              + (rule.parameters().isEmpty() ? "" : ", " + rule.parameters()));
    }
    return rules;
  }

  /** What depends on a table that was moved may depend on when its files were made there. */
  private void derived(Map<String, String> then, Map<String, String> now) {
    for (String relation : union(then.keySet(), now.keySet())) {
      boolean moved =
          movedInputs.stream()
              .anyMatch(
                  input ->
                      relation.contains("(" + input + ")") || relation.contains("(" + input + ","));
      add(
          "derived." + relation,
          Optional.ofNullable(then.get(relation)),
          Optional.ofNullable(now.get(relation)),
          moved ? Meaning.TOLD : Meaning.DECISIVE);
    }
  }

  private static Map<String, String> changes(RunRecord record) {
    return byName(
        record.changes(),
        RunRecord.Changes::view,
        changes ->
            changes.source()
                + " "
                + changes.fromVersion()
                + " to "
                + changes.toVersion()
                + ", "
                + changes.form());
  }

  private static Map<String, String> audits(RunRecord record) {
    return byName(
        record.audits(),
        audit -> audit.subject() + " " + audit.name(),
        audit -> audit.rows() + " rows");
  }

  private static <T> Map<String, String> byName(
      List<T> items, Function<T, String> name, Function<T, String> value) {
    Map<String, String> byName = new TreeMap<>();
    items.forEach(item -> byName.merge(name.apply(item), value.apply(item), (a, b) -> a + " " + b));
    return byName;
  }

  private void map(
      String field, Map<String, String> recorded, Map<String, String> now, Meaning meaning) {
    for (String name : union(recorded.keySet(), now.keySet())) {
      add(
          field + "." + name,
          Optional.ofNullable(recorded.get(name)),
          Optional.ofNullable(now.get(name)),
          meaning);
    }
  }

  private static Set<String> union(Set<String> some, Set<String> others) {
    Set<String> all = new LinkedHashSet<>(some);
    all.addAll(others);
    return all;
  }

  private void add(String field, Optional<?> recorded, Optional<?> now, Meaning meaning) {
    checks.add(
        new Check(field, recorded.map(Object::toString), now.map(Object::toString), meaning));
  }

  private Meaning ofVersions() {
    return versions == Replay.OtherVersions.TOLD ? Meaning.TOLD : Meaning.DECISIVE;
  }
}
