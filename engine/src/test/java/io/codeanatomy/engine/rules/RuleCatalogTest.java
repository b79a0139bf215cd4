// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codeanatomy.engine.rules.IntentDeclaration.Occurrence;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.RuleIntent.IntentClass;
import io.codeanatomy.spec.RulepackProfile;
import io.codeanatomy.spec.Spec;
import io.codeanatomy.spec.SpecDocument;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RuleCatalogTest {

  private static final String SPEC =
      """
      version: 1
      input_relations: [{logical_name: things, delta_location: things}]
      view_definitions: [{name: v, transform: {kind: Project, source: things, columns: [id]}}]
      join_graph:
        constraints: [{name: once, constraint_type: unique, relations: [things], columns: [id]}]
      output_targets: [{table_name: v, source_view: v}]
      """;

  private static Spec spec(String more) {
    return SpecDocument.parse(SPEC + more, Optional.empty()).spec();
  }

  /** A rule of a module. */
  private record Named(String name) implements Rule {

    @Override
    public IntentClass ruleClass() {
      return IntentClass.Safety;
    }

    @Override
    public String description() {
      return "is a test";
    }
  }

  /** A module with one rule for the profile Strict and one intent. */
  private record Module(String name, String version, String intent) implements RuleProvider {

    @Override
    public List<RuleDeclaration> profileRules() {
      return List.of(
          new RuleDeclaration(
              "always",
              IntentClass.Safety,
              Rule.Purpose.POLICY,
              Set.of(RulepackProfile.Strict),
              "Does nothing.",
              context -> List.of(new Named("always"))));
    }

    @Override
    public List<IntentDeclaration> intents() {
      return List.of(
          new IntentDeclaration(
              intent,
              IntentClass.Safety,
              Occurrence.ANY,
              List.of(),
              "Does nothing.",
              Map.of(),
              (given, context) -> List.of(new Named(intent))));
    }
  }

  private static List<String> names(RuleSet rules) {
    return rules.rules().stream().map(Rule::name).toList();
  }

  @Test
  void rulesOfModulesComeBehindTheEnginesAndThoseOfIntentsLast() {
    RuleCatalog catalog =
        RuleCatalog.withBuiltIn(
            List.of(new Module("zoo", "1", "in_zoo"), new Module("aviary", "1", "in_aviary")));
    RuleSet rules =
        catalog.rules(
            spec("rulepack_profile: Strict\nrule_intents: [{name: in_zoo, class: Safety}]\n"),
            List.of());
    assertThat(names(rules))
        .containsExactly(
            "exact_sums",
            "deterministic_only",
            "require_contracts",
            "audit_constraints",
            "push_down_filters",
            "prune_columns",
            "prune_files",
            "choose_cache_boundaries",
            "choose_span_join_algorithms",
            "always",
            "always",
            "in_zoo");
    assertThat(rules.providers()).containsOnlyKeys("aviary", "codeanatomy", "zoo");
    assertThat(catalog.providers()).containsEntry("zoo", "1");
    assertThat(catalog.intents()).extracting(IntentDeclaration::name).contains("in_zoo").isSorted();
  }

  @Test
  void aModuleThatTakesNoPartDoesNotMoveTheFingerprintAndItsVersionOnlyWhereItDoes() {
    RuleCatalog without = RuleCatalog.withBuiltIn(List.of());
    RuleCatalog one = RuleCatalog.withBuiltIn(List.of(new Module("zoo", "1", "in_zoo")));
    RuleCatalog two = RuleCatalog.withBuiltIn(List.of(new Module("zoo", "2", "in_zoo")));
    Spec plain = spec("");
    assertThat(one.rules(plain, List.of()).fingerprint())
        .isEqualTo(without.rules(plain, List.of()).fingerprint());
    Spec asked = spec("rule_intents: [{name: in_zoo, class: Safety}]\n");
    assertThat(one.rules(asked, List.of()).fingerprint())
        .isNotEqualTo(without.rules(plain, List.of()).fingerprint())
        .isNotEqualTo(two.rules(asked, List.of()).fingerprint());
  }

  @Test
  void twoModulesOfOneNameAreAnError() {
    assertThatThrownBy(
            () ->
                RuleCatalog.withBuiltIn(
                    List.of(new Module("zoo", "1", "a"), new Module("zoo", "1", "b"))))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("CA-RULE-017")
        .hasMessageContaining("Two rule providers are called 'zoo'");
  }

  @Test
  void anIntentOfTwoModulesIsAnError() {
    assertThatThrownBy(
            () -> RuleCatalog.withBuiltIn(List.of(new Module("zoo", "1", "require_empty"))))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("CA-RULE-017")
        .hasMessageContaining(
            "The rule providers 'codeanatomy' and 'zoo' both have an intent 'require_empty'");
  }

  @Test
  void anIntentHasASubjectIfItIsOnePerSubject() {
    assertThatThrownBy(
            () ->
                new IntentDeclaration(
                    "x",
                    IntentClass.Safety,
                    Occurrence.ONE_PER_SUBJECT,
                    List.of(),
                    "",
                    Map.of(),
                    (intent, context) -> List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the intent x has no subject");
  }

  /** What the declarations say of the rules, in documents and by the command, is so. */
  @ParameterizedTest
  @EnumSource(RulepackProfile.class)
  void profilesBringTheRulesThatAreDeclared(RulepackProfile profile) {
    RuleCatalog catalog = RuleCatalog.withBuiltIn(List.of());
    RuleSet rules = catalog.rules(spec("rulepack_profile: " + profile + "\n"), List.of());
    List<RuleDeclaration> declared =
        catalog.profileRules().stream()
            .filter(declaration -> declaration.profiles().contains(profile))
            .toList();
    assertThat(names(rules)).isEqualTo(declared.stream().map(RuleDeclaration::name).toList());
    for (int i = 0; i < declared.size(); i++) {
      Rule rule = rules.rules().get(i);
      assertThat(rule.ruleClass()).as(rule.name()).isEqualTo(declared.get(i).ruleClass());
      assertThat(rule.purpose()).as(rule.name()).isEqualTo(declared.get(i).purpose());
    }
  }

  @Test
  void everyClassOfTheLanguageHasARule() {
    RuleCatalog catalog = RuleCatalog.withBuiltIn(List.of());
    assertThat(catalog.profileRules())
        .extracting(RuleDeclaration::ruleClass)
        .containsAll(Arrays.asList(IntentClass.values()));
  }

  @Test
  void declarationsAreWrittenForPeople() {
    RuleCatalog catalog = RuleCatalog.withBuiltIn(List.of());
    assertThat(catalog.intents())
        .allSatisfy(
            intent -> {
              assertThat(intent.meaning()).matches("(?s)[A-Z].*\\.");
              assertThat(intent.parameters())
                  .allSatisfy(parameter -> assertThat(parameter.meaning()).matches("[A-Z].*\\."));
              assertThat(intent.example().keySet())
                  .isSubsetOf(intent.parameters().stream().map(IntentParameter::name).toList());
            });
    assertThat(catalog.profileRules())
        .allSatisfy(rule -> assertThat(rule.meaning()).matches("[A-Z].*\\."));
  }

  @Test
  void anOrderOfDeterminismTakesThePlaceOfTheProfilesOwn() {
    RuleCatalog catalog = RuleCatalog.withBuiltIn(List.of());
    String intent =
        "rule_intents: [{name: deterministic_only, class: Safety, params: {floating_sums:"
            + " refuse}}]\n";
    assertThat(names(catalog.rules(spec(intent), List.of())))
        .contains("deterministic_only")
        .doesNotContain("warn_of_nondeterminism", "exact_sums");
    assertThat(names(catalog.rules(spec("rulepack_profile: Strict\n" + intent), List.of())))
        .containsOnlyOnce("deterministic_only")
        .doesNotContain("exact_sums");
  }
}
