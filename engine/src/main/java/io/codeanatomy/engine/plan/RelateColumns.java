// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.spec.JoinType;
import io.codeanatomy.spec.Projection;
import io.codeanatomy.spec.ViewTransform.Relate;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** The output columns of a Relate, over the joined row: the left fields, then the right ones. */
final class RelateColumns {

  private final Relate relate;
  private final Set<String> sharedKeys;
  private final TransformContext context;
  private final RelDataType left;
  private final RelDataType right;

  /**
   * @param sharedKeys the equality keys that have the same name on both sides
   */
  RelateColumns(
      Relate relate,
      Set<String> sharedKeys,
      TransformContext context,
      RelDataType left,
      RelDataType right) {
    this.relate = relate;
    this.sharedKeys = sharedKeys;
    this.context = context;
    this.left = padded(left, JoinType.Right);
    this.right = padded(right, JoinType.Left);
  }

  /** The columns that {@code select} picks, or all. */
  Columns columns() {
    return relate.select().isEmpty() ? allColumns() : selectedColumns();
  }

  private Columns allColumns() {
    Columns columns = new Columns();
    String hint = "Pick and rename the columns with select";
    for (String name : left.getFieldNames()) {
      columns.add(name, leftColumn(name), context.pointer(), hint);
    }
    if (leftOnly()) {
      return columns;
    }
    for (String name : right.getFieldNames()) {
      if (isSharedKey(name)) {
        continue;
      }
      String free = columns.has(name) ? name + "_right" : name;
      columns.add(free, rightReference(name, context.pointer()), context.pointer(), hint);
    }
    return columns;
  }

  /** A left column; a key of the same name on both sides is taken from the side that has it. */
  private RexNode leftColumn(String name) {
    RexNode l = leftReference(name, context.pointer());
    if (!isSharedKey(name)) {
      return l;
    }
    return switch (relate.joinType()) {
      case Right, Full -> {
        RexNode r = rightReference(name, context.pointer());
        RexBuilder rex = context.algebra().expressions();
        yield rex.makeCall(
            SqlStdOperatorTable.CASE, rex.makeCall(SqlStdOperatorTable.IS_NOT_NULL, l), l, r);
      }
      case Inner, Left, Semi, Anti -> l;
    };
  }

  private boolean isSharedKey(String name) {
    return sharedKeys.contains(name);
  }

  private boolean leftOnly() {
    return relate.joinType() == JoinType.Semi || relate.joinType() == JoinType.Anti;
  }

  private Columns selectedColumns() {
    Columns columns = new Columns();
    for (int i = 0; i < relate.select().size(); i++) {
      String where = context.at("/select/" + i);
      Projection projection = relate.select().get(i);
      if (projection instanceof Projection.Computed computed) {
        columns.add(
            computed.as(),
            context.expressions().expression(computed.expr(), scope(), where + "/expr"),
            where,
            "Give one of them another name");
      } else {
        String name = ((Projection.Column) projection).name();
        columns.add(
            unqualified(name), selectedColumn(name, where), where, "Rename one with {expr, as}");
      }
    }
    return columns;
  }

  private ExpressionCompiler.Scope scope() {
    return leftOnly()
        ? new ExpressionCompiler.Scope(List.of(new Algebra.Relation(ExpressionText.LEFT, left)))
        : ExpressionCompiler.Scope.joined(left, right);
  }

  private RexNode selectedColumn(String name, String where) {
    if (name.startsWith("left.")) {
      return leftReference(unqualified(name), where);
    }
    if (name.startsWith("right.") && !leftOnly()) {
      return rightReference(unqualified(name), where);
    }
    boolean inLeft = left.getFieldNames().contains(name);
    boolean inRight = !leftOnly() && right.getFieldNames().contains(name);
    if (inLeft && inRight && !isSharedKey(name)) {
      throw new PlanFault(PlanErrors.ambiguousColumn(where, name));
    }
    if (inLeft) {
      return leftColumn(name);
    }
    if (inRight) {
      return rightReference(name, where);
    }
    throw new PlanFault(PlanErrors.unknownColumn(where, name, scope().columns()));
  }

  private static String unqualified(String name) {
    return name.replaceFirst("^(left|right)\\.", "");
  }

  private RexNode leftReference(String name, String where) {
    return context.reference(left, name, 0, where);
  }

  private RexNode rightReference(String name, String where) {
    return context.reference(right, name, left.getFieldCount(), where);
  }

  /**
   * The row type of a side as the join gives it: nullable throughout if the join pads that side.
   */
  private RelDataType padded(RelDataType side, JoinType padding) {
    if (relate.joinType() != padding && relate.joinType() != JoinType.Full) {
      return side;
    }
    RelDataTypeFactory types = context.algebra().types();
    RelDataTypeFactory.Builder row = types.builder();
    for (RelDataTypeField field : side.getFieldList()) {
      row.add(field.getName(), types.createTypeWithNullability(field.getType(), true));
    }
    return row.build();
  }
}
