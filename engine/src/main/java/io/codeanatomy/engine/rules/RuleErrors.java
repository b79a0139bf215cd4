// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules;

import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.RulepackProfile;
import io.codeanatomy.spec.Words;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Every diagnostic of how rules are asked for and applied; {@code docs/errors.md} has a section for
 * each code. What a rule finds is its own to say.
 */
final class RuleErrors {

  private static final int MOST_NAMES = 12;

  private RuleErrors() {}

  static Diagnostic unknownIntent(String pointer, String intent, Collection<String> known) {
    return Diagnostic.error("CA-RULE-001", pointer, "There is no rule intent '" + intent + "'")
        .withHint(Words.suggestion(intent, known) + "The intents are " + String.join(", ", known));
  }

  static Diagnostic wrongClass(String pointer, String intent, String expected) {
    return Diagnostic.error(
            "CA-RULE-002", pointer, "The intent '" + intent + "' is of another class")
        .withHint("Its class is " + expected);
  }

  static Diagnostic unknownParameter(
      String pointer, String intent, String parameter, Collection<String> known) {
    return Diagnostic.error(
            "CA-RULE-003",
            pointer,
            "The intent '" + intent + "' has no parameter '" + parameter + "'")
        .withHint(
            known.isEmpty()
                ? "It takes none"
                : Words.suggestion(parameter, known) + "It takes " + String.join(", ", known));
  }

  static Diagnostic missingParameter(String pointer, String intent, IntentParameter parameter) {
    return Diagnostic.error(
            "CA-RULE-003",
            pointer,
            "The intent '" + intent + "' needs the parameter '" + parameter.name() + "'")
        .withHint("It is " + parameter.takes());
  }

  static Diagnostic wrongValue(String pointer, String intent, IntentParameter parameter) {
    return Diagnostic.error(
            "CA-RULE-003",
            pointer,
            "This is no '" + parameter.name() + "' of the intent '" + intent + "'")
        .withHint("It is " + parameter.takes());
  }

  static Diagnostic namedTwice(String pointer, String name) {
    return Diagnostic.error("CA-RULE-003", pointer, "'" + name + "' is named twice")
        .withHint("Name it once");
  }

  /** Constraints have a code of their own. */
  static Diagnostic unknownName(
      String pointer, IntentParameter parameter, String name, Collection<String> known) {
    String what =
        switch (parameter.kind()) {
          case RELATION -> "input or view";
          case VIEW -> "view";
          case INPUT -> "input";
          case OUTPUT -> "output";
          case CONSTRAINTS -> "constraint";
          case FUNCTIONS -> "function";
          default -> parameter.name();
        };
    String code =
        parameter.kind() == IntentParameter.Kind.CONSTRAINTS ? "CA-RULE-010" : "CA-RULE-004";
    return Diagnostic.error(code, pointer, "There is no " + what + " '" + name + "'")
        .withHint(
            Words.suggestion(name, known)
                + (known.isEmpty()
                    ? "The spec has none"
                    : "Known are " + Words.some(name, known, MOST_NAMES)));
  }

  static Diagnostic contradictedByProfile(
      String pointer, String intent, RulepackProfile profile, String why) {
    return Diagnostic.error(
            "CA-RULE-012",
            pointer,
            "The profile " + profile + " contradicts the intent '" + intent + "': " + why)
        .withHint("Take the intent out, or choose another rulepack_profile");
  }

  static Diagnostic contradictingIntents(String pointer, String intent, String about) {
    return Diagnostic.error(
            "CA-RULE-013", pointer, "Another intent '" + intent + "' says something else" + about)
        .withHint("Keep one of the two");
  }

  static Diagnostic unknownRule(String rule, Collection<String> known) {
    return Diagnostic.error("CA-RULE-014", "There is no rule '" + rule + "' to turn off")
        .withHint(
            Words.suggestion(rule, known)
                + (known.isEmpty()
                    ? "This run has no rule that can be turned off"
                    : "Rules that can be turned off are " + String.join(", ", known)));
  }

  static Diagnostic policyRule(String rule, Collection<String> known) {
    return Diagnostic.error("CA-RULE-014", "The rule '" + rule + "' cannot be turned off")
        .withHint(
            "The profile or an intent orders it. "
                + (known.isEmpty()
                    ? "This run has no rule that can be turned off"
                    : "Rules that can be turned off are " + String.join(", ", known)));
  }

  /** Rules that rewrite each other's result. */
  static Diagnostic neverStable(List<String> rules, int rounds) {
    return Diagnostic.error(
            "CA-RULE-015",
            (rules.size() == 1 ? "The rule " : "The rules ")
                + rules.stream().map(rule -> "'" + rule + "'").collect(Collectors.joining(" and "))
                + (rules.size() == 1 ? " rewrites its own result" : " rewrite each other's result")
                + " for ever: after "
                + rounds
                + " rounds the plan still changes")
        .withHint("A rule must leave a plan alone that it has nothing to do for");
  }

  /**
   * A rule that made a plan of another that cannot be run in its place.
   *
   * @param problem to be read after the relation's name
   */
  static Diagnostic brokenPlan(String rule, String relation, String problem) {
    return Diagnostic.error(
            "CA-RULE-016", "The rule '" + rule + "' broke the plan: '" + relation + "' " + problem)
        .withHint("A rule that rewrites a plan must keep what its outputs are made of");
  }

  static Diagnostic providersOfOneName(String name) {
    return Diagnostic.error("CA-RULE-017", "Two rule providers are called '" + name + "'")
        .withHint("Take one of them from the class path, or give it another name");
  }

  static Diagnostic intentsOfOneName(String intent, String provider, String other) {
    return Diagnostic.error(
            "CA-RULE-017",
            "The rule providers '"
                + provider
                + "' and '"
                + other
                + "' both have an intent '"
                + intent
                + "'")
        .withHint("Take one of them from the class path");
  }
}
