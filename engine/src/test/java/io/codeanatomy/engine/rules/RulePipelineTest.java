// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules;

import static io.codeanatomy.delta.schema.DataType.Primitive.LONG;
import static io.codeanatomy.delta.schema.DataType.Primitive.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.plan.LogicalPlan;
import io.codeanatomy.engine.plan.LogicalPlanner;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.RuleIntent.IntentClass;
import io.codeanatomy.spec.RulepackProfile;
import io.codeanatomy.spec.Spec;
import io.codeanatomy.spec.SpecDocument;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.junit.jupiter.api.Test;

class RulePipelineTest {

  private static final Spec SPEC =
      SpecDocument.parse(
              """
              version: 1
              input_relations: [{logical_name: things, delta_location: things}]
              view_definitions:
                - {name: a, transform: {kind: Filter, source: things, predicate: id > 1}}
                - {name: b, transform: {kind: Project, source: a, columns: [id, {expr: upper(name), as: n}]}}
              output_targets: [{table_name: out, source_view: b}]
              """,
              Optional.empty())
          .spec();

  private static LogicalPlan plan() {
    return LogicalPlanner.plan(
        SPEC,
        Map.of("things", Schema.of(Field.nullable("id", LONG), Field.nullable("name", STRING))));
  }

  /** A logical rule of a test. */
  private record Rewrite(
      String name, Purpose purpose, Repetition repetition, UnaryOperator<LogicalPlan> rewriting)
      implements LogicalRule {

    @Override
    public IntentClass ruleClass() {
      return IntentClass.CostShape;
    }

    @Override
    public String description() {
      return "is a test";
    }

    @Override
    public LogicalPlan rewrite(LogicalPlan plan, Set<String> audited) {
      return rewriting.apply(plan);
    }
  }

  private static Rewrite once(String name, UnaryOperator<LogicalPlan> rewriting) {
    return new Rewrite(name, Rule.Purpose.POLICY, LogicalRule.Repetition.ONCE, rewriting);
  }

  private static Rewrite stable(String name, UnaryOperator<LogicalPlan> rewriting) {
    return new Rewrite(name, Rule.Purpose.POLICY, LogicalRule.Repetition.UNTIL_STABLE, rewriting);
  }

  /** An analyzer rule of a test. */
  private record Look(Stage stage, Diagnostic found, List<String> log) implements AnalyzerRule {

    @Override
    public String name() {
      return "look";
    }

    @Override
    public IntentClass ruleClass() {
      return IntentClass.Safety;
    }

    @Override
    public String description() {
      return "is a test";
    }

    @Override
    public List<Diagnostic> analyze(Analysis analysis) {
      log.add(stage + " " + filters(analysis.plan().views().get("a").algebra()));
      return List.of(found);
    }
  }

  private static RulePipeline.Outcome apply(RuleTrace trace, Rule... rules) {
    return RulePipeline.apply(
        new RuleSet(RulepackProfile.Default, Map.of(), List.of(rules)),
        new Analysis(SPEC, plan(), Set.of(), Map.of()),
        trace);
  }

  private static LogicalPlan apply(Rule... rules) {
    return apply(RuleTrace.NONE, rules).plan();
  }

  private static int filters(RelNode node) {
    return (node instanceof Filter ? 1 : 0)
        + node.getInputs().stream().mapToInt(RulePipelineTest::filters).sum();
  }

  private static LogicalPlan mapView(
      LogicalPlan plan, String view, UnaryOperator<RelNode> rewriting) {
    Map<String, LogicalPlan.View> views = new LinkedHashMap<>(plan.views());
    views.computeIfPresent(view, (name, old) -> old.withTree(rewriting.apply(old.algebra())));
    return plan.withViews(views);
  }

  /** One filter more or less; Calcite would merge neighbours, hence no builder. */
  private static LogicalPlan more(LogicalPlan plan) {
    return mapView(
        plan,
        "a",
        tree -> {
          RexNode always =
              tree.getCluster()
                  .getRexBuilder()
                  .makeCall(
                      SqlStdOperatorTable.IS_NOT_NULL,
                      tree.getCluster().getRexBuilder().makeInputRef(tree, 0));
          return LogicalFilter.create(tree, always);
        });
  }

  private static LogicalPlan fewer(LogicalPlan plan) {
    return mapView(
        plan,
        "a",
        tree -> filters(tree) > 1 && tree instanceof Filter filter ? filter.getInput() : tree);
  }

  private static LogicalPlan upTo(int most, LogicalPlan plan) {
    return filters(plan.views().get("a").algebra()) < most ? more(plan) : plan;
  }

  @Test
  void withoutRulesAPlanIsWhatItWas() {
    LogicalPlan written = plan();
    assertThat(
            RulePipeline.apply(
                    new RuleSet(RulepackProfile.Default, Map.of(), List.of()),
                    new Analysis(SPEC, written, Set.of(), Map.of()),
                    RuleTrace.NONE)
                .plan())
        .isSameAs(written);
  }

  @Test
  void rulesOfABatchGoRoundUntilNothingChangesAndOthersComeOnce() {
    List<String> applied = new ArrayList<>();
    RulePipeline.Outcome outcome =
        apply(
            (rule, before, after) -> applied.add(rule.name()),
            once("first", RulePipelineTest::more),
            stable("grow", plan -> upTo(4, plan)),
            stable("watch", plan -> plan),
            once("last", RulePipelineTest::more));
    assertThat(applied)
        .containsExactly("first", "grow", "watch", "grow", "watch", "grow", "watch", "last");
    assertThat(filters(outcome.plan().views().get("a").algebra())).isEqualTo(5);
  }

  @Test
  void policyComesBeforeOptimisationWhateverTheOrderOfTheRules() {
    List<String> applied = new ArrayList<>();
    apply(
        (rule, before, after) -> applied.add(rule.name()),
        new Rewrite("faster", Rule.Purpose.OPTIMIZATION, LogicalRule.Repetition.ONCE, plan -> plan),
        once("policy", plan -> plan));
    assertThat(applied).containsExactly("policy", "faster");
  }

  @Test
  void analyzerRulesSeeThePlanAsWrittenOrAsPolicyLeftIt() {
    List<String> log = new ArrayList<>();
    Diagnostic warning = Diagnostic.error("CA-PLAN-019", "/x", "look out").asWarning();
    RulePipeline.Outcome outcome =
        apply(
            RuleTrace.NONE,
            new Look(AnalyzerRule.Stage.REWRITTEN, warning, log),
            new Look(AnalyzerRule.Stage.AS_WRITTEN, warning, log),
            new Rewrite(
                "faster",
                Rule.Purpose.OPTIMIZATION,
                LogicalRule.Repetition.ONCE,
                RulePipelineTest::more),
            once("policy", RulePipelineTest::more));
    assertThat(log).containsExactly("AS_WRITTEN 1", "REWRITTEN 2");
    assertThat(outcome.warnings()).containsExactly(warning);
    assertThat(filters(outcome.plan().views().get("a").algebra())).isEqualTo(3);
  }

  @Test
  void aRefusalEndsAllBeforeAnythingIsRewritten() {
    List<String> applied = new ArrayList<>();
    Diagnostic error = Diagnostic.error("CA-PLAN-019", "/x", "no");
    assertThatThrownBy(
            () ->
                apply(
                    (rule, before, after) -> applied.add(rule.name()),
                    new Look(AnalyzerRule.Stage.AS_WRITTEN, error, applied),
                    new Look(AnalyzerRule.Stage.AS_WRITTEN, error, applied),
                    once("policy", plan -> plan)))
        .isInstanceOfSatisfying(
            DiagnosticException.class,
            e -> assertThat(e.diagnostics()).containsExactly(error, error));
    assertThat(applied).containsExactly("AS_WRITTEN 1", "AS_WRITTEN 1");
  }

  @Test
  void aRuleThatFlipsAPlanForEverIsNamed() {
    assertThatThrownBy(
            () ->
                apply(
                    stable("quiet", plan -> plan),
                    stable(
                        "flip",
                        plan ->
                            filters(plan.views().get("a").algebra()) > 1
                                ? fewer(plan)
                                : more(plan))))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("CA-RULE-015")
        .hasMessageContaining(
            "The rule 'flip' rewrites its own result for ever: after 2 rounds the plan still"
                + " changes");
  }

  @Test
  void twoRulesThatUndoEachOtherAreBothNamed() {
    assertThatThrownBy(
            () ->
                apply(
                    stable("add", RulePipelineTest::more),
                    stable("quiet", plan -> plan),
                    stable("remove", RulePipelineTest::fewer)))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("CA-RULE-015")
        .hasMessageContaining(
            "The rules 'add' and 'remove' rewrite each other's result for ever: after 1 rounds the"
                + " plan still changes");
  }

  @Test
  void aRuleThatGrowsThePlanForEverMeetsTheBound() {
    assertThatThrownBy(() -> apply(stable("grow", RulePipelineTest::more)))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("CA-RULE-015")
        .hasMessageContaining(
            "after " + RulePipeline.MOST_ROUNDS + " rounds the plan still changes");
  }

  @Test
  void aRuleMayGoRoundAsOftenAsTheBoundLessOne() {
    LogicalPlan plan = apply(stable("grow", p -> upTo(RulePipeline.MOST_ROUNDS, p)));
    assertThat(filters(plan.views().get("a").algebra())).isEqualTo(RulePipeline.MOST_ROUNDS);
  }

  private static void assertBroken(UnaryOperator<LogicalPlan> rewriting, String problem) {
    assertThatThrownBy(() -> apply(once("careless", rewriting)))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("CA-RULE-016")
        .hasMessageContaining("The rule 'careless' broke the plan: " + problem);
  }

  /** The first column in the place of every other. */
  private static RelNode firstColumnOnly(RelNode tree) {
    List<RexNode> same = new ArrayList<>();
    tree.getRowType()
        .getFieldList()
        .forEach(field -> same.add(tree.getCluster().getRexBuilder().makeInputRef(tree, 0)));
    return LogicalProject.create(
        tree, List.of(), same, tree.getRowType().getFieldNames(), Set.of());
  }

  @Test
  void aRuleThatChangesTheRowTypeOfAView() {
    assertBroken(
        plan -> mapView(plan, "b", RulePipelineTest::firstColumnOnly),
        "'b' must have the columns (id bigint, n varchar), but has (id bigint, n bigint)");
  }

  @Test
  void aRuleThatTakesAColumnThatSomebodyReads() {
    assertBroken(
        plan -> {
          Map<String, LogicalPlan.View> views = new LinkedHashMap<>(plan.views());
          LogicalPlan.View a = views.get("a");
          RelNode tree = a.algebra();
          RelNode narrow =
              LogicalProject.create(
                  tree,
                  List.of(),
                  List.of(tree.getCluster().getRexBuilder().makeInputRef(tree, 0)),
                  List.of("id"),
                  Set.of());
          views.put(
              "a",
              new LogicalPlan.View(
                  "a",
                  narrow,
                  new Schema(a.schema().fields().subList(0, 1)),
                  a.reads(),
                  a.pointer(),
                  a.functions()));
          return plan.withViews(views);
        },
        "'b' reads the column name varchar of 'a', which has (id bigint)");
  }

  @Test
  void aRuleThatTakesAViewThatSomebodyReads() {
    assertBroken(
        plan -> {
          Map<String, LogicalPlan.View> views = new LinkedHashMap<>(plan.views());
          views.remove("a");
          return plan.withViews(views);
        },
        "'b' reads 'a', which does not come before it");
  }

  @Test
  void aRuleThatPutsAViewBehindItsReader() {
    assertBroken(
        plan -> {
          Map<String, LogicalPlan.View> views = new LinkedHashMap<>();
          views.put("b", plan.views().get("b"));
          views.put("a", plan.views().get("a"));
          return plan.withViews(views);
        },
        "'b' reads 'a', which does not come before it");
  }

  @Test
  void aRuleThatChangesAnOutput() {
    assertBroken(
        plan ->
            withOutput(
                plan,
                new LogicalPlan.Output(
                    plan.outputs().get(0).target(),
                    firstColumnOnly(plan.outputs().get(0).algebra()),
                    plan.outputs().get(0).schema())),
        "'out' must have the columns (id bigint, n varchar), but has (id bigint, n bigint)");
    assertBroken(
        plan ->
            withOutput(
                plan,
                new LogicalPlan.Output(
                    plan.outputs().get(0).target(),
                    plan.outputs().get(0).algebra(),
                    Schema.of(Field.nullable("id", LONG), Field.required("n", STRING)))),
        "'out' must have the columns (id bigint, n varchar), but has (id bigint, n varchar not null)");
    assertBroken(
        plan ->
            new LogicalPlan(
                plan.inputs(), plan.views(), List.of(), plan.parameters(), plan.warnings()),
        "'plan' has other outputs");
  }

  private static LogicalPlan withOutput(LogicalPlan plan, LogicalPlan.Output output) {
    return new LogicalPlan(
        plan.inputs(), plan.views(), List.of(output), plan.parameters(), plan.warnings());
  }

  @Test
  void aRuleMayRewriteATreeThatKeepsItsColumns() {
    LogicalPlan plan =
        apply(
            once(
                "project",
                p ->
                    mapView(
                        p,
                        "b",
                        tree ->
                            LogicalProject.create(
                                tree,
                                List.of(),
                                tree.getCluster()
                                    .getRexBuilder()
                                    .identityProjects(tree.getRowType()),
                                tree.getRowType().getFieldNames(),
                                Set.of()))));
    assertThat(plan.views().get("b").algebra()).isInstanceOf(Project.class);
  }

  /** A rule set without logical rules costs the same with any trace: the trace is not asked. */
  @Test
  void tellingNobodyAllocatesNothing() {
    LogicalPlan plan = plan();
    LogicalRule rule = once("rule", p -> p);
    for (int i = 0; i < 10_000; i++) {
      RuleTrace.NONE.applied(rule, plan, plan);
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long nothing = allocated(threads, () -> {});
    long told = allocated(threads, () -> RuleTrace.NONE.applied(rule, plan, plan));
    assertThat(told).isEqualTo(nothing);
  }

  private static long allocated(ThreadMXBean threads, Runnable work) {
    work.run();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 1_000; i++) {
      work.run();
    }
    return threads.getCurrentThreadAllocatedBytes() - before;
  }
}
