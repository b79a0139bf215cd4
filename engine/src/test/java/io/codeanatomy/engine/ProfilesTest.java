// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static io.codeanatomy.delta.schema.DataType.Primitive.DOUBLE;
import static io.codeanatomy.delta.schema.DataType.Primitive.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.KernelReader;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.rules.Rule;
import io.codeanatomy.engine.rules.RuleCatalog;
import io.codeanatomy.engine.rules.RuleSet;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.RulepackProfile;
import io.codeanatomy.spec.SpecDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the profiles bring, and which of it a run can do without. */
class ProfilesTest {

  private static final String SPEC =
      """
      version: 1
      input_relations:
        - {logical_name: things, delta_location: things%s}
      view_definitions:
        - {name: shared, transform: {kind: Filter, source: things, predicate: id > 1}}
        - name: sums
          transform: {kind: Aggregate, source: shared, aggregations: [{function: sum, column: weight, alias: s}]}
          %s
        - {name: ids, transform: {kind: Project, source: shared, columns: [id]}, output_schema: [{name: id, type: bigint}]}
      join_graph:
        constraints:
          - {name: id_once, constraint_type: unique, relations: [things], columns: [id]}
      output_targets:
        - {table_name: sums, source_view: sums}
        - {table_name: ids, source_view: ids}
      rulepack_profile: %s
      """;

  private static final String CONTRACT = "output_schema: [{name: s, type: double}]";

  @TempDir Path folder;

  @BeforeEach
  void givenThings() {
    given("VALUES (1::BIGINT, 5::DOUBLE), (2, 1e16), (3, 0.3), (4, -1e16)");
  }

  private void given(String rows) {
    new GivenTables(folder)
        .write(
            "things",
            Schema.of(Field.nullable("id", LONG), Field.nullable("weight", DOUBLE)),
            rows);
  }

  private Run run(RulepackProfile profile, String pin, String contract, String intents) {
    return Run.of(
            SpecDocument.parse(SPEC.formatted(pin, contract, profile) + intents, Optional.empty()))
        .inputsFrom(folder)
        .outputRoot(folder.resolve("out"));
  }

  private Run run(RulepackProfile profile) {
    return run(profile, ", version_pin: 0", CONTRACT, "");
  }

  private static RuleSet rules(Run run) {
    return RuleCatalog.withBuiltIn(List.of()).rules(run.document().spec(), run.turnedOffRules());
  }

  private static List<String> texts(List<Diagnostic> found) {
    return found.stream().map(d -> d.code() + " " + d.pointer().orElse("-")).toList();
  }

  /** All that a run is refused for, hints included. */
  private static AbstractStringAssert<?> assertRefusal(Run run) {
    try {
      Engine.create().run(run);
    } catch (DiagnosticException e) {
      return assertThat(
          e.diagnostics().stream()
              .filter(Diagnostic::isError)
              .map(found -> found.code() + ": " + found.message() + " " + found.hint().orElse(""))
              .collect(Collectors.joining("\n")));
    }
    throw new AssertionError("the run was not refused");
  }

  private static List<String> refused(Run run) {
    try {
      Engine.create().run(run);
    } catch (DiagnosticException e) {
      assertThat(run.outputRoot().orElseThrow().resolve("ids")).doesNotExist();
      return texts(e.diagnostics().stream().filter(Diagnostic::isError).toList());
    }
    throw new AssertionError("the run was not refused");
  }

  private List<Object> published(Run run, String table) {
    Engine.create().run(run);
    return new ArrayList<>(KernelReader.rows(folder.resolve("out").resolve(table)));
  }

  @ParameterizedTest
  @EnumSource(
      value = RulepackProfile.class,
      names = {"Default", "LowLatency"})
  void ordinaryProfilesWarnOfWhatVariesOncePerPlace(RulepackProfile profile) {
    RunResult result = Engine.create().run(run(profile, "", "", ""));
    assertThat(result.warnings())
        .filteredOn(warning -> warning.code().startsWith("CA-PLAN"))
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.code()).isEqualTo("CA-PLAN-019");
              assertThat(warning.isError()).isFalse();
              assertThat(warning.pointer())
                  .contains("/view_definitions/1/transform/aggregations/0");
            });
  }

  @ParameterizedTest
  @EnumSource(
      value = RulepackProfile.class,
      names = {"Replay", "Strict"})
  void strictProfilesSumExactly(RulepackProfile profile) {
    assertThat(published(run(profile), "sums")).containsExactly(List.of(0.3));
  }

  @Test
  void replayWantsEveryInputPinned() {
    assertThat(refused(run(RulepackProfile.Replay, "", CONTRACT, "")))
        .containsExactly("CA-RULE-021 /input_relations/0");
  }

  @Test
  void strictWantsNoPinsButContractsOfOutputs() {
    assertThat(refused(run(RulepackProfile.Strict, "", "", "")))
        .containsExactly("CA-RULE-022 /output_targets/0/source_view");
    assertRefusal(run(RulepackProfile.Strict, "", "", ""))
        .contains("The view 'sums' of the output 'sums' does not promise its row type")
        .contains("Give the view output_schema: [{name: s, type: 'double'}]");
    assertThat(published(run(RulepackProfile.Strict, "", CONTRACT, ""), "ids")).hasSize(3);
  }

  @Test
  void strictAuditsTheConstraintsOfTheJoinGraph() {
    given("VALUES (1::BIGINT, 5::DOUBLE), (2, 1), (2, 2)");
    assertThat(refused(run(RulepackProfile.Strict, "", CONTRACT, "")))
        .containsExactly("CA-RUN-010 /join_graph/constraints/0");
    Engine.create().run(run(RulepackProfile.Default, "", CONTRACT, ""));
  }

  @Test
  void aTemplateCannotPromiseItsRowType() {
    String spec =
        """
        version: 1
        input_relations: [{logical_name: things, delta_location: things}]
        view_definitions: [{name: v, transform: {kind: Project, source: things, columns: [id]}}]
        parameter_templates:
          - {name: t, base_table: v, filter_column: id, parameters: [{name: p, type: bigint, default: 2}]}
        output_targets: [{table_name: t, source_view: t}]
        rulepack_profile: Strict
        """;
    Run run =
        Run.of(SpecDocument.parse(spec, Optional.empty()))
            .inputsFrom(folder)
            .outputRoot(folder.resolve("out"));
    assertRefusal(run)
        .contains("CA-RULE-022")
        .contains("Publish a view over it that has output_schema: [{name: id");
  }

  @Test
  void lowLatencyOptimisesNothingAndGivesTheSame() {
    assertThat(rules(run(RulepackProfile.LowLatency)).rules())
        .extracting(Rule::purpose)
        .containsOnly(Rule.Purpose.POLICY);
    List<Object> rows = published(run(RulepackProfile.Default), "ids");
    assertThat(published(run(RulepackProfile.LowLatency), "ids"))
        .containsExactlyInAnyOrderElementsOf(rows);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "memory_budget, params: {bytes: 1GB}",
        "parallelism, params: {threads: 2}",
        "cache_override, params: {view: shared, choice: keep}",
        "span_join_algorithm, params: {algorithm: hash}"
      })
  void lowLatencyContradictsIntentsOfCost(String intent) {
    String intents = "rule_intents:\n  - {class: CostShape, name: " + intent + "}\n";
    assertRefusal(run(RulepackProfile.LowLatency, "", CONTRACT, intents))
        .contains("CA-RULE-012")
        .contains("The profile LowLatency contradicts the intent")
        .contains("it has no rules of the class CostShape");
    Engine.create().run(run(RulepackProfile.Default, "", CONTRACT, intents));
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    String intents =
        """
        rule_intents:
          - {class: CostShape, name: parallelism, params: {threads: 2}}
          - {class: SemanticIntegrity, name: require_empty, params: {view: gone}}
        """;
    assertThat(refused(run(RulepackProfile.LowLatency, "", "", intents)))
        .containsExactly("CA-RULE-012 /rule_intents/0", "CA-RULE-004 /rule_intents/1/params/view");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "prune_columns",
        "prune_files",
        "choose_cache_boundaries",
        "choose_span_join_algorithms"
      })
  void anOptimisationCanBeTurnedOffAndTheResultIsTheSame(String rule) {
    Run with = run(RulepackProfile.Default);
    List<Object> rows = published(with, "ids");
    Run without = with.withoutRule(rule);
    assertThat(rules(without).fingerprint()).isNotEqualTo(rules(with).fingerprint());
    assertThat(rules(without).rules()).extracting(Rule::name).doesNotContain(rule);
    assertThat(published(without, "ids")).containsExactlyInAnyOrderElementsOf(rows);
  }

  @Test
  void aRuleThatThereIsNotCannotBeTurnedOff() {
    assertRefusal(run(RulepackProfile.Default).withoutRule("prune_column"))
        .contains("CA-RULE-014")
        .contains("There is no rule 'prune_column' to turn off")
        .contains("did you mean \"prune_columns\"?");
    assertRefusal(run(RulepackProfile.LowLatency).withoutRule("prune_files"))
        .contains("This run has no rule that can be turned off");
  }

  @Test
  void aRuleOfPolicyCannotBeTurnedOff() {
    assertRefusal(run(RulepackProfile.Strict).withoutRule("deterministic_only"))
        .contains("CA-RULE-014")
        .contains("The rule 'deterministic_only' cannot be turned off")
        .contains(
            "Rules that can be turned off are choose_cache_boundaries,"
                + " choose_span_join_algorithms, prune_columns, prune_files");
  }
}
