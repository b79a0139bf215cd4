// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.engine.function.ExactSumFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Sums in the types that the plan says. DuckDB adds in 128 bits, which are more than a BIGINT or 38
 * digits hold, and goes on with what it has got, so a sum is held to its type where it is made.
 */
final class DuckDbSums {

  /** Of numbers with fewer digits, no table has as many rows as 39 digits would need. */
  private static final int HARMLESS = 24;

  private final RexBuilder rex;

  DuckDbSums(RexBuilder rex) {
    this.rex = rex;
  }

  /** The aggregate, below a projection that checks its sums where there is something to check. */
  RelNode inTheirTypes(Aggregate aggregate) {
    List<RexNode> fields = new ArrayList<>();
    boolean checked = false;
    for (int i = 0; i < aggregate.getRowType().getFieldCount(); i++) {
      RexNode field = rex.makeInputRef(aggregate, i);
      int call = i - aggregate.getGroupCount();
      if (call >= 0 && canOverflow(aggregate, aggregate.getAggCallList().get(call))) {
        field = held(field);
        checked = true;
      }
      fields.add(field);
    }
    return checked
        ? LogicalProject.create(
            aggregate, List.of(), fields, aggregate.getRowType().getFieldNames(), Set.of())
        : aggregate;
  }

  private static boolean canOverflow(Aggregate aggregate, AggregateCall call) {
    if (call.getAggregation().getKind() != SqlKind.SUM || isOfParts(aggregate, call)) {
      return false;
    }
    RelDataType argument =
        aggregate.getInput().getRowType().getFieldList().get(call.getArgList().get(0)).getType();
    return call.getType().getSqlTypeName() == SqlTypeName.BIGINT
        || (argument.getSqlTypeName() == SqlTypeName.DECIMAL && argument.getPrecision() > HARMLESS);
  }

  /** The sums within an exact sum are of 128 bits on purpose. */
  private static boolean isOfParts(Aggregate aggregate, AggregateCall call) {
    return aggregate.getInput() instanceof Project project
        && project.getProjects().get(call.getArgList().get(0)) instanceof RexCall argument
        && argument.getOperator().equals(ExactSumFunctions.PART);
  }

  /** Adding a zero is what has the digits of a decimal looked at. */
  private RexNode held(RexNode sum) {
    RelDataType type = sum.getType();
    String text = DuckDbDialect.typeText(type);
    boolean decimal = type.getSqlTypeName() == SqlTypeName.DECIMAL;
    return DuckDbForm.call(
        rex,
        type,
        "sum " + text,
        List.of(sum),
        a ->
            decimal
                ? "(" + a.get(0) + " + CAST(0 AS " + text + "))"
                : "CAST(" + a.get(0) + " AS " + text + ")");
  }
}
