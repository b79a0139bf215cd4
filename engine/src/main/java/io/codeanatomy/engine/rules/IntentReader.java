// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules;

import io.codeanatomy.engine.function.FunctionDeclaration;
import io.codeanatomy.engine.function.FunctionLibrary;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.InputRelation;
import io.codeanatomy.spec.JoinGraph;
import io.codeanatomy.spec.OutputTarget;
import io.codeanatomy.spec.ParameterTemplate;
import io.codeanatomy.spec.RuleIntent;
import io.codeanatomy.spec.Spec;
import io.codeanatomy.spec.ViewDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** Holds the parameters of an intent to what its declaration says of them. */
final class IntentReader {

  private static final Set<String> CONTRACT_FIELDS = Set.of("name", "type", "nullable");

  private final Spec spec;
  private final IntentDeclaration declaration;
  private final String pointer;
  private final List<Diagnostic> faults = new ArrayList<>();

  private IntentReader(Spec spec, IntentDeclaration declaration, String pointer) {
    this.spec = spec;
    this.declaration = declaration;
    this.pointer = pointer;
  }

  /** What is wrong with an intent; nothing if it can be used. */
  static List<Diagnostic> check(
      Spec spec, IntentDeclaration declaration, RuleIntent intent, String pointer) {
    IntentReader reader = new IntentReader(spec, declaration, pointer);
    reader.check(intent);
    return reader.faults;
  }

  private void check(RuleIntent intent) {
    if (intent.intentClass() != declaration.intentClass()) {
      faults.add(
          RuleErrors.wrongClass(
              pointer + "/class", declaration.name(), declaration.intentClass().name()));
    }
    List<String> names = declaration.parameters().stream().map(IntentParameter::name).toList();
    for (String given : intent.params().keySet()) {
      if (!names.contains(given)) {
        faults.add(
            RuleErrors.unknownParameter(
                pointer + "/params/" + given, declaration.name(), given, names));
      }
    }
    for (IntentParameter parameter : declaration.parameters()) {
      Object value = intent.params().get(parameter.name());
      if (value != null) {
        check(parameter, value, pointer + "/params/" + parameter.name());
      } else if (parameter.presence() == IntentParameter.Presence.REQUIRED) {
        faults.add(RuleErrors.missingParameter(pointer, declaration.name(), parameter));
      }
    }
  }

  private void check(IntentParameter parameter, Object value, String at) {
    switch (parameter.kind()) {
      case RELATION -> name(parameter, value, at, relations());
      case VIEW -> name(parameter, value, at, views());
      case INPUT -> name(parameter, value, at, inputs());
      case OUTPUT -> name(parameter, value, at, outputs());
      case WORD -> word(parameter, value, at);
      case TEXT, COLUMN -> {
        if (!(value instanceof String)) {
          wrongValue(parameter, at);
        }
      }
      case COLUMNS -> names(parameter, value, at, List.of());
      case CONSTRAINTS -> constraints(parameter, value, at);
      case FUNCTIONS -> names(parameter, value, at, functions());
      case CONTRACT -> contract(parameter, value, at);
      case COUNT -> positive(parameter, Intent.number(value), at);
      case BYTES -> positive(parameter, Intent.bytes(value), at);
    }
  }

  private void wrongValue(IntentParameter parameter, String at) {
    faults.add(RuleErrors.wrongValue(at, declaration.name(), parameter));
  }

  private void name(IntentParameter parameter, Object value, String at, List<String> known) {
    if (!(value instanceof String name)) {
      wrongValue(parameter, at);
    } else if (!known.contains(name)) {
      faults.add(RuleErrors.unknownName(at, parameter, name, known));
    }
  }

  private void word(IntentParameter parameter, Object value, String at) {
    if (!(value instanceof String word)) {
      wrongValue(parameter, at);
    } else if (!parameter.words().contains(word)) {
      faults.add(RuleErrors.unknownName(at, parameter, word, parameter.words()));
    }
  }

  /**
   * A list of names.
   *
   * @param known what they may be; empty for anything
   */
  private void names(IntentParameter parameter, Object value, String at, List<String> known) {
    if (!(value instanceof List<?> names)
        || names.isEmpty()
        || !names.stream().allMatch(String.class::isInstance)) {
      wrongValue(parameter, at);
      return;
    }
    for (int i = 0; i < names.size(); i++) {
      String name = (String) names.get(i);
      if (names.indexOf(name) < i) {
        faults.add(RuleErrors.namedTwice(at + "/" + i, name));
      } else if (!known.isEmpty() && !known.contains(name)) {
        faults.add(RuleErrors.unknownName(at + "/" + i, parameter, name, known));
      }
    }
  }

  private void constraints(IntentParameter parameter, Object value, String at) {
    names(
        parameter,
        value,
        at,
        spec.joinGraph().constraints().stream().map(JoinGraph.Constraint::name).toList());
  }

  private void contract(IntentParameter parameter, Object value, String at) {
    boolean wellFormed =
        value instanceof List<?> columns
            && !columns.isEmpty()
            && columns.stream().allMatch(IntentReader::isColumn);
    if (!wellFormed) {
      wrongValue(parameter, at);
    }
  }

  private static boolean isColumn(Object value) {
    return value instanceof Map<?, ?> column
        && CONTRACT_FIELDS.containsAll(column.keySet())
        && column.get("name") instanceof String
        && column.get("type") instanceof String
        && (column.get("nullable") == null || column.get("nullable") instanceof Boolean);
  }

  private void positive(IntentParameter parameter, OptionalLong number, String at) {
    if (number.isEmpty() || number.getAsLong() < 1) {
      wrongValue(parameter, at);
    }
  }

  private List<String> inputs() {
    return spec.inputRelations().stream().map(InputRelation::logicalName).toList();
  }

  private List<String> views() {
    return Stream.concat(
            spec.viewDefinitions().stream().map(ViewDefinition::name),
            spec.parameterTemplates().stream().map(ParameterTemplate::name))
        .toList();
  }

  private List<String> relations() {
    return Stream.concat(views().stream(), inputs().stream()).toList();
  }

  private List<String> outputs() {
    return spec.outputTargets().stream().map(OutputTarget::tableName).toList();
  }

  private static List<String> functions() {
    return FunctionLibrary.instance().declarations().stream()
        .map(FunctionDeclaration::name)
        .sorted()
        .toList();
  }
}
