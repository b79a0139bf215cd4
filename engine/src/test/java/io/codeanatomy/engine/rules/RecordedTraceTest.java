// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.engine.plan.GeneratedSpecs;
import io.codeanatomy.engine.plan.LogicalPlan;
import io.codeanatomy.engine.plan.LogicalPlanner;
import io.codeanatomy.spec.RuleIntent;
import io.codeanatomy.spec.RulepackProfile;
import io.codeanatomy.spec.SpecDocument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a trace keeps of rules that rewrite a plan. */
class RecordedTraceTest {

  private record Rewriting(String name, UnaryOperator<Map<String, LogicalPlan.View>> rewriting)
      implements LogicalRule {

    @Override
    public LogicalPlan rewrite(LogicalPlan plan, Set<String> audited) {
      return plan.withViews(rewriting.apply(new LinkedHashMap<>(plan.views())));
    }

    @Override
    public Repetition repetition() {
      return Repetition.ONCE;
    }

    @Override
    public RuleIntent.IntentClass ruleClass() {
      return RuleIntent.IntentClass.CostShape;
    }

    @Override
    public String description() {
      return "for a test";
    }
  }

  /** Two diamonds, and a view that nobody reads. */
  private static SpecDocument document() {
    return SpecDocument.parse(
        GeneratedSpecs.diamonds(2)
            .replace(
                "output_targets:\n",
                """
                  - {name: unread, transform: {kind: Filter, source: input_0, predicate: size > 1}}
                output_targets:
                """),
        Optional.empty());
  }

  private static LogicalPlan plan() {
    SpecDocument document = document();
    return LogicalPlanner.plan(document.spec(), GeneratedSpecs.inputs());
  }

  private static List<RecordedTrace.Application> applied(LogicalRule... rules) {
    SpecDocument document = document();
    RecordedTrace trace = new RecordedTrace();
    RulePipeline.apply(
        new RuleSet(RulepackProfile.Default, Map.of(), List.of(rules)),
        new Analysis(document.spec(), plan(), Set.of(), Map.of()),
        trace);
    return trace.applications();
  }

  @Test
  void whatIsLeftAloneIsNotRewritten() {
    assertThat(applied(new Rewriting("nothing", views -> views)))
        .singleElement()
        .satisfies(
            application -> {
              assertThat(application.rule().name()).isEqualTo("nothing");
              assertThat(application.rewritten()).isEmpty();
              assertThat(application.dropped()).isEmpty();
              assertThat(application.added()).isEmpty();
            });
  }

  @Test
  void rulesAreKeptInOrderWithThePlansBeforeAndAfterThem() {
    LogicalRule copies =
        new Rewriting(
            "copies",
            views -> {
              views.computeIfPresent(
                  "side_1",
                  (name, view) ->
                      view.withTree(
                          view.algebra()
                              .copy(view.algebra().getTraitSet(), view.algebra().getInputs())));
              return views;
            });
    LogicalRule drops =
        new Rewriting(
            "drops",
            views -> {
              views.remove("unread");
              return views;
            });
    List<RecordedTrace.Application> applications = applied(copies, drops);
    assertThat(applications).extracting(it -> it.rule().name()).containsExactly("copies", "drops");
    assertThat(applications.get(0).rewritten()).containsExactly("side_1");
    assertThat(applications.get(1).rewritten()).isEmpty();
    assertThat(applications.get(1).dropped()).containsExactly("unread");
    assertThat(applications.get(1).before()).isSameAs(applications.get(0).after());
  }
}
