// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.engine.function.FunctionLibrary;
import io.codeanatomy.spec.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;

/**
 * A place of a plan where the result depends on more than the rows: on their order, on the clock,
 * or on chance. Found in the algebra, whatever the text of the spec looked like.
 *
 * @param view the view whose tree it is in
 * @param pointer where the spec has the view's transform
 * @param what the function or operator
 * @param column the column that it works on; empty if it works on none or on several
 * @param alias the column that it gives, for an aggregate
 */
public record Nondeterminism(
    String view,
    String pointer,
    Kind kind,
    String what,
    Optional<String> column,
    Optional<String> alias) {

  /** What the result depends on. */
  public enum Kind {
    /** A sum or mean of floating-point numbers: its last digits depend on the order of the rows. */
    INEXACT_SUM,
    /** A list, text or single value that is taken from the rows in no given order. */
    UNORDERED_AGGREGATE,
    /** A function of the clock, the user or chance. */
    UNSTABLE_FUNCTION,
    /** The first rows in no given order. */
    LIMIT_WITHOUT_ORDER
  }

  private static final Set<SqlKind> ORDERED =
      Set.of(
          SqlKind.ARRAY_AGG,
          SqlKind.STRING_AGG,
          SqlKind.LISTAGG,
          SqlKind.ARRAY_CONCAT_AGG,
          SqlKind.COLLECT,
          SqlKind.FIRST_VALUE,
          SqlKind.LAST_VALUE,
          SqlKind.ANY_VALUE);

  /** Every such place of a plan, in the order of its views. */
  public static List<Nondeterminism> in(LogicalPlan plan) {
    List<Nondeterminism> found = new ArrayList<>();
    plan.views().values().forEach(view -> collect(view, view.algebra(), found));
    return found;
  }

  private static void collect(LogicalPlan.View view, RelNode node, List<Nondeterminism> found) {
    if (node instanceof Aggregate aggregate) {
      for (AggregateCall call : aggregate.getAggCallList()) {
        kindOf(aggregate, call).ifPresent(kind -> found.add(of(view, kind, aggregate, call)));
      }
    }
    if (node instanceof Sort sort
        && (sort.fetch != null || sort.offset != null)
        && sort.getCollation().getFieldCollations().isEmpty()) {
      found.add(of(view, Kind.LIMIT_WITHOUT_ORDER, "limit"));
    }
    node.accept(
        new RexShuttle() {
          @Override
          public RexNode visitCall(RexCall call) {
            if (isUnstable(call.getOperator())) {
              found.add(
                  of(view, Kind.UNSTABLE_FUNCTION, FunctionLibrary.nameOf(call.getOperator())));
            }
            return super.visitCall(call);
          }
        });
    node.getInputs().forEach(input -> collect(view, input, found));
  }

  private static Optional<Kind> kindOf(Aggregate aggregate, AggregateCall call) {
    if (InexactSums.isInexact(aggregate, call)) {
      return Optional.of(Kind.INEXACT_SUM);
    }
    if (ORDERED.contains(call.getAggregation().getKind())
        && call.getCollation().getFieldCollations().isEmpty()) {
      return Optional.of(Kind.UNORDERED_AGGREGATE);
    }
    return isUnstable(call.getAggregation())
        ? Optional.of(Kind.UNSTABLE_FUNCTION)
        : Optional.empty();
  }

  private static boolean isUnstable(SqlOperator operator) {
    return !operator.isDeterministic() || operator.isDynamicFunction();
  }

  private static Nondeterminism of(LogicalPlan.View view, Kind kind, String what) {
    return new Nondeterminism(
        view.name(), view.pointer(), kind, what, Optional.empty(), Optional.empty());
  }

  private static Nondeterminism of(
      LogicalPlan.View view, Kind kind, Aggregate aggregate, AggregateCall call) {
    List<String> names = aggregate.getInput().getRowType().getFieldNames();
    return new Nondeterminism(
        view.name(),
        view.pointer(),
        kind,
        FunctionLibrary.nameOf(call.getAggregation()),
        call.getArgList().stream().findFirst().map(names::get),
        Optional.ofNullable(call.getName()));
  }

  /**
   * What is to be said of it: an error, for those who refuse it.
   *
   * @param at where the spec has it
   */
  public Diagnostic diagnostic(String at) {
    return switch (kind) {
      case INEXACT_SUM -> PlanErrors.inexactSum(at, what, column.orElse(""));
      case UNORDERED_AGGREGATE -> PlanErrors.unorderedAggregate(at, what);
      case UNSTABLE_FUNCTION -> PlanErrors.unstableFunction(at, what);
      case LIMIT_WITHOUT_ORDER -> PlanErrors.limitWithoutOrder(at);
    };
  }
}
