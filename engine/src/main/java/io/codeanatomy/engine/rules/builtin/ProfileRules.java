// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules.builtin;

import static io.codeanatomy.spec.RulepackProfile.Default;
import static io.codeanatomy.spec.RulepackProfile.LowLatency;
import static io.codeanatomy.spec.RulepackProfile.Replay;
import static io.codeanatomy.spec.RulepackProfile.Strict;

import io.codeanatomy.engine.rules.Rule.Purpose;
import io.codeanatomy.engine.rules.RuleContext;
import io.codeanatomy.engine.rules.RuleDeclaration;
import io.codeanatomy.spec.RuleIntent.IntentClass;
import java.util.List;
import java.util.Set;

/** The rules that profiles bring, in their order. */
final class ProfileRules {

  static final List<RuleDeclaration> ALL =
      List.of(
          new RuleDeclaration(
              "warn_of_nondeterminism",
              IntentClass.Safety,
              Purpose.POLICY,
              Set.of(Default, LowLatency),
              "Warns, once for each place, of what makes a result depend on more than the rows.",
              context ->
                  isOrdered(context)
                      ? List.of()
                      : List.of(new DeterministicOnly(DeterministicOnly.Answer.WARN))),
          new RuleDeclaration(
              "exact_sums",
              IntentClass.Safety,
              Purpose.POLICY,
              Set.of(Replay, Strict),
              "Sums and means of floating-point numbers are computed exactly.",
              context -> isOrdered(context) ? List.of() : List.of(new ExactSums())),
          new RuleDeclaration(
              "deterministic_only",
              IntentClass.Safety,
              Purpose.POLICY,
              Set.of(Replay, Strict),
              "Refuses what makes a result depend on more than the rows.",
              context ->
                  isOrdered(context)
                      ? List.of()
                      : List.of(new DeterministicOnly(DeterministicOnly.Answer.REFUSE))),
          new RuleDeclaration(
              "require_pinned_inputs",
              IntentClass.Safety,
              Purpose.POLICY,
              Set.of(Replay),
              "Refuses an input without a `version_pin`.",
              context -> List.of(new RequirePinnedInputs())),
          new RuleDeclaration(
              "require_contracts",
              IntentClass.SemanticIntegrity,
              Purpose.POLICY,
              Set.of(Strict),
              "Refuses an output whose view has no `output_schema`.",
              context -> List.of(new RequireContracts())),
          new RuleDeclaration(
              "audit_constraints",
              IntentClass.SemanticIntegrity,
              Purpose.POLICY,
              Set.of(Strict),
              "Holds all constraints of the join graph against the data.",
              context -> BuiltInRules.constraints(context.spec().joinGraph())),
          new RuleDeclaration(
              "push_down_filters",
              IntentClass.CostShape,
              Purpose.OPTIMIZATION,
              Set.of(Default, Replay, Strict),
              "Moves filters towards the inputs, also into views that nobody else reads.",
              context -> List.of(new PushDownFilters())),
          new RuleDeclaration(
              "prune_columns",
              IntentClass.CostShape,
              Purpose.OPTIMIZATION,
              Set.of(Default, Replay, Strict),
              "Leaves out columns and views that nobody reads.",
              context -> List.of(new PruneColumns())),
          new RuleDeclaration(
              "prune_files",
              IntentClass.DeltaScanAware,
              Purpose.OPTIMIZATION,
              Set.of(Default, Replay, Strict),
              "Leaves out data files that the plan's predicates rule out.",
              context -> List.of(new PruneFiles())),
          new RuleDeclaration(
              "choose_cache_boundaries",
              IntentClass.CostShape,
              Purpose.OPTIMIZATION,
              Set.of(Default, Replay, Strict),
              "Keeps the rows of a view for all that read it where that costs less.",
              context -> List.of(new ChooseCacheBoundaries())),
          new RuleDeclaration(
              "choose_span_join_algorithms",
              IntentClass.CostShape,
              Purpose.OPTIMIZATION,
              Set.of(Default, Replay, Strict),
              "Chooses how span joins are computed, by the rows of their sides.",
              context -> List.of(new ChooseSpanJoinAlgorithms())));

  private ProfileRules() {}

  /** Whether an intent says what becomes of what makes results vary. */
  private static boolean isOrdered(RuleContext context) {
    return context.spec().ruleIntents().stream()
        .anyMatch(intent -> intent.name().equals("deterministic_only"));
  }
}
