// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules;

import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.Words;
import java.util.Collection;

/** Every diagnostic of the rules; {@code docs/errors.md} has a section for each code. */
final class RuleErrors {

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

  static Diagnostic badParameters(String pointer, String intent, String expected) {
    return Diagnostic.error(
            "CA-RULE-003", pointer, "These are not the parameters of the intent '" + intent + "'")
        .withHint("It takes " + expected);
  }

  static Diagnostic unknownView(String pointer, String view, Collection<String> views) {
    return Diagnostic.error("CA-RULE-004", pointer, "There is no view '" + view + "'")
        .withHint(Words.suggestion(view, views) + "Name a view of view_definitions");
  }

  static Diagnostic unknownConstraint(
      String pointer, String constraint, Collection<String> declared) {
    return Diagnostic.error("CA-RULE-010", pointer, "There is no constraint '" + constraint + "'")
        .withHint(
            Words.suggestion(constraint, declared)
                + "The constraints of the join graph are "
                + String.join(", ", declared));
  }

  static Diagnostic noConstraints(String pointer) {
    return Diagnostic.error(
            "CA-RULE-011", pointer, "There is nothing to audit: the join graph has no constraints")
        .withHint("Declare constraints in join_graph, or take the intent out");
  }
}
