// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules;

import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.JoinGraph;
import io.codeanatomy.spec.RuleIntent;
import io.codeanatomy.spec.Spec;
import io.codeanatomy.spec.ViewDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The intents that want data audited before anything is published.
 *
 * <table>
 * <caption>Intents</caption>
 * <tr><th>name</th><th>parameters</th><th>what must be empty</th></tr>
 * <tr><td>require_empty</td><td>view</td><td>the view</td></tr>
 * <tr><td>audit_constraints</td><td>constraints, a list of names; all if left out</td>
 * <td>the violations of each</td></tr>
 * </table>
 */
final class AuditIntents {

  private static final String REQUIRE_EMPTY = "require_empty";
  private static final String VIEW = "view";
  private static final String AUDIT_CONSTRAINTS = "audit_constraints";
  private static final String CONSTRAINTS = "constraints";

  private static final List<String> NAMES = List.of(AUDIT_CONSTRAINTS, REQUIRE_EMPTY);

  private AuditIntents() {}

  /** What an intent wants audited; nothing if there is a fault in it. */
  static List<Audit> audits(Spec spec, RuleIntent intent, String pointer) {
    if (!check(spec, intent, pointer).isEmpty()) {
      return List.of();
    }
    if (intent.name().equals(REQUIRE_EMPTY)) {
      return List.of(Audit.ofView(String.valueOf(intent.params().get(VIEW)), pointer));
    }
    List<String> wanted = constraints(intent);
    List<JoinGraph.Constraint> declared = spec.joinGraph().constraints();
    return IntStream.range(0, declared.size())
        .filter(i -> wanted.isEmpty() || wanted.contains(declared.get(i).name()))
        .mapToObj(i -> Audit.ofConstraint(declared.get(i), "/join_graph/constraints/" + i))
        .toList();
  }

  static List<Diagnostic> check(Spec spec, RuleIntent intent, String pointer) {
    if (!NAMES.contains(intent.name())) {
      return List.of(RuleErrors.unknownIntent(pointer + "/name", intent.name(), NAMES));
    }
    if (intent.intentClass() != RuleIntent.IntentClass.SemanticIntegrity) {
      return List.of(RuleErrors.wrongClass(pointer + "/class", intent.name(), "SemanticIntegrity"));
    }
    return intent.name().equals(REQUIRE_EMPTY)
        ? checkView(spec, intent.params(), pointer + "/params")
        : checkConstraints(spec, intent, pointer + "/params");
  }

  private static List<Diagnostic> checkView(Spec spec, Map<String, Object> params, String pointer) {
    if (!params.keySet().equals(Set.of(VIEW)) || !(params.get(VIEW) instanceof String view)) {
      return List.of(
          RuleErrors.badParameters(
              pointer, REQUIRE_EMPTY, "view: the name of the view that must be empty"));
    }
    List<String> views = spec.viewDefinitions().stream().map(ViewDefinition::name).toList();
    return views.contains(view)
        ? List.of()
        : List.of(RuleErrors.unknownView(pointer + "/" + VIEW, view, views));
  }

  private static List<Diagnostic> checkConstraints(Spec spec, RuleIntent intent, String pointer) {
    boolean wellFormed =
        intent.params().isEmpty()
            || (intent.params().keySet().equals(Set.of(CONSTRAINTS))
                && intent.params().get(CONSTRAINTS) instanceof List<?> names
                && !names.isEmpty()
                && names.stream().allMatch(String.class::isInstance));
    if (!wellFormed) {
      return List.of(
          RuleErrors.badParameters(
              pointer,
              AUDIT_CONSTRAINTS,
              "constraints: a list of constraints of the join graph; all of them without it"));
    }
    List<String> declared =
        spec.joinGraph().constraints().stream().map(JoinGraph.Constraint::name).toList();
    if (declared.isEmpty()) {
      return List.of(RuleErrors.noConstraints(pointer));
    }
    List<Diagnostic> faults = new ArrayList<>();
    List<String> wanted = constraints(intent);
    for (int i = 0; i < wanted.size(); i++) {
      if (!declared.contains(wanted.get(i))) {
        faults.add(
            RuleErrors.unknownConstraint(
                pointer + "/" + CONSTRAINTS + "/" + i, wanted.get(i), declared));
      }
    }
    return faults;
  }

  private static List<String> constraints(RuleIntent intent) {
    return intent.params().get(CONSTRAINTS) instanceof List<?> names
        ? names.stream().map(String.class::cast).toList()
        : List.of();
  }
}
