// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.ParameterTemplate;
import io.codeanatomy.spec.Spec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/**
 * The values of a run's parameters, checked against their declared types, to be put into a finished
 * plan as literals. A value is never pasted into text.
 */
public final class ParameterBinding {

  private final List<String> numbered;
  private final Map<String, String> values;
  private final List<Diagnostic> faults;
  private final List<Diagnostic> missing;

  private ParameterBinding(
      List<String> numbered,
      Map<String, String> values,
      List<Diagnostic> faults,
      List<Diagnostic> missing) {
    this.numbered = numbered;
    this.values = values;
    this.faults = List.copyOf(faults);
    this.missing = List.copyOf(missing);
  }

  /**
   * The values of a run.
   *
   * @param given values by parameter; a parameter without one takes its default
   */
  public static ParameterBinding of(Spec spec, Map<String, String> given) {
    Algebra algebra = new Algebra();
    Map<String, String> values = new LinkedHashMap<>();
    List<Diagnostic> faults = new ArrayList<>();
    List<Diagnostic> missing = new ArrayList<>();
    Map<String, ParameterTemplate.Parameter> declared = new LinkedHashMap<>();
    spec.parameterTemplates().stream()
        .flatMap(template -> template.parameters().stream())
        .forEach(parameter -> declared.putIfAbsent(parameter.name(), parameter));
    given.keySet().stream()
        .filter(name -> !declared.containsKey(name))
        .forEach(name -> faults.add(PlanErrors.undeclaredParameter(name, declared.keySet())));
    for (ParameterTemplate.Parameter parameter : declared.values()) {
      Optional<String> value =
          Optional.ofNullable(given.get(parameter.name())).or(parameter::defaultValue);
      Optional<RelDataType> declaredType = SqlTypes.parse(algebra.types(), parameter.type());
      if (declaredType.isEmpty() || !ParameterLiterals.takes(declaredType.get())) {
        // A fault of the spec, which the planner reports.
        continue;
      }
      RelDataType type = declaredType.get();
      if (value.isEmpty()) {
        missing.add(PlanErrors.missingParameter(parameter.name(), parameter.type()));
      } else if (!ParameterLiterals.isOfType(value.get(), type, algebra.expressions())) {
        faults.add(
            PlanErrors.badParameterValue(
                parameter.name(), parameter.type(), value.get(), ParameterLiterals.spelling(type)));
      } else {
        values.put(parameter.name(), value.get());
      }
    }
    return new ParameterBinding(List.of(), values, faults, missing);
  }

  /** The same values for the parameters of a plan, which have numbers. */
  public ParameterBinding in(LogicalPlan plan) {
    return new ParameterBinding(plan.parameters(), values, faults, missing);
  }

  /** The values that are unknown or of another type than their parameter. */
  public List<Diagnostic> faults() {
    return faults;
  }

  /** The values by parameter, defaults included. */
  public Map<String, String> values() {
    return Map.copyOf(values);
  }

  /** The parameters that have no value: a spec may be valid without them, but it cannot run. */
  public List<Diagnostic> missing() {
    return missing;
  }

  /** The value of a parameter as a typed literal; nothing if it has none. */
  Optional<RexNode> value(RexDynamicParam parameter, RexBuilder rex) {
    return Optional.ofNullable(values.get(numbered.get(parameter.getIndex())))
        .map(value -> ParameterLiterals.of(value, parameter.getType(), rex));
  }

  /** The same fragment with values in the place of its parameters; as it is if one is missing. */
  public Fragment bind(Fragment fragment) {
    if (numbered.isEmpty() || !missing.isEmpty()) {
      return fragment;
    }
    return new Fragment(
        fragment.inlined().stream().map(this::bind).toList(), bind(fragment.result()));
  }

  private Fragment.Table bind(Fragment.Table table) {
    RexBuilder rex = table.algebra().getCluster().getRexBuilder();
    RexShuttle binder =
        new RexShuttle() {
          @Override
          public RexNode visitDynamicParam(RexDynamicParam parameter) {
            String name = numbered.get(parameter.getIndex());
            return ParameterLiterals.of(values.getOrDefault(name, ""), parameter.getType(), rex);
          }
        };
    RelNode bound =
        table
            .algebra()
            .accept(
                new RelHomogeneousShuttle() {
                  @Override
                  public RelNode visit(RelNode node) {
                    return super.visit(node).accept(binder);
                  }
                });
    return new Fragment.Table(table.name(), bound, table.schema());
  }
}
