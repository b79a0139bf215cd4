// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.engine.rules.RuleCatalog;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesCommandTest {

  @Test
  void allRulesAndIntentsAreListed() {
    Called called = Called.with("rules");
    assertThat(called.code()).isZero();
    assertThat(called.err()).isEmpty();
    assertThat(called.out())
        .startsWith(
            """
            Rules of profiles
              warn_of_nondeterminism
                Warns, once for each place, of what makes a result depend on more than the rows.
                Profiles: Default, LowLatency.
            """)
        .contains(
            """
              prune_files
                Leaves out data files that the plan's predicates rule out.
                Profiles: Default, Replay, Strict. An optimisation: --without-rule prune_files.
            """)
        .contains("\nIntents of specs\n")
        .contains(
            """
              span_join_algorithm([view], algorithm)
                How span joins are computed.
            """);
    RuleCatalog catalog = RuleCatalog.withBuiltIn(List.of());
    catalog.intents().forEach(intent -> assertThat(called.out()).contains(intent.name() + "("));
    catalog.profileRules().forEach(rule -> assertThat(called.out()).contains(rule.name() + "\n"));
    assertThat(called.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
  }

  @Test
  void oneIntentIsShownInFull() {
    assertThat(Called.with("rules", "cache_override").out())
        .isEqualTo(
            """
            The intent cache_override

            The rows of the view are kept for all that read it, or computed in every statement that reads it,
            whatever that costs. A statement that would get too large is cut nevertheless. Its class is
            CostShape.

            Parameters
              view: the name of a view
                The view that is meant.
              choice: one of keep, inline
                Whether its rows are kept.

            Example
              rule_intents:
                - {name: cache_override, class: CostShape,
                   params: {view: large_order, choice: keep}}
            """);
  }

  @Test
  void aRuleAndAnIntentOfOneNameAreBothShown() {
    assertThat(Called.with("rules", "audit_constraints").out())
        .startsWith("The rule audit_constraints\n")
        .contains("Profiles: Strict. Its class is SemanticIntegrity.\n")
        .contains("\nThe intent audit_constraints\n")
        .contains("  constraints: a list of names of constraints; may be left out\n");
  }

  @Test
  void anUnknownNameIsAUsageErrorThatNamesTheNearest() {
    Called called = Called.with("rules", "uniqe_key");
    assertThat(called.code()).isEqualTo(64);
    assertThat(called.out()).isEmpty();
    assertThat(called.err())
        .startsWith(
            "error: there is no rule or intent 'uniqe_key'; did you mean \"unique_key\"?\n");
  }

  @Test
  void allAsJson() {
    var json = JsonValue.object(Called.with("rules", "--format", "json").out());
    RuleCatalog catalog = RuleCatalog.withBuiltIn(List.of());
    assertThat(JsonValue.objects(json.get("profiles")))
        .extracting(profile -> profile.get("name"))
        .containsExactly("Default", "LowLatency", "Replay", "Strict");
    assertThat(JsonValue.objects(json.get("rules"))).hasSameSizeAs(catalog.profileRules());
    assertThat(JsonValue.objects(json.get("intents")))
        .hasSameSizeAs(catalog.intents())
        .allSatisfy(
            intent ->
                assertThat(intent)
                    .containsKeys(
                        "name", "class", "occurrence", "meaning", "parameters", "example"));
  }
}
