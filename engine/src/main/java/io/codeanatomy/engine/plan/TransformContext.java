// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.spec.Diagnostic;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.tools.RelBuilder;

/**
 * What the compilation of one view may use: the relations it can read, expressions, and the place
 * of the transform in the spec.
 *
 * @param viewName the view that is compiled
 * @param pointer the JSON pointer of its transform
 * @param relations the row types of all relations that are compiled already
 * @param warnings takes what is worth knowing
 */
record TransformContext(
    Algebra algebra,
    ExpressionCompiler expressions,
    String viewName,
    String pointer,
    Map<String, RelDataType> relations,
    Consumer<Diagnostic> warnings) {

  RelBuilder builder() {
    return algebra.builder();
  }

  /** A scan of a relation; the validator has seen to it that it exists. */
  RelNode scan(String name) {
    return algebra.scan(new Algebra.Relation(name, rowType(name)));
  }

  RelDataType rowType(String name) {
    RelDataType rowType = relations.get(name);
    if (rowType == null) {
      throw new IllegalStateException(name + " is not compiled yet");
    }
    return rowType;
  }

  String at(String suffix) {
    return pointer + suffix;
  }

  /** The index of a column. */
  int column(RelDataType rowType, String name, String where) {
    int index = rowType.getFieldNames().indexOf(name);
    if (index < 0) {
      throw new PlanFault(PlanErrors.unknownColumn(where, name, rowType.getFieldNames()));
    }
    return index;
  }

  /** A reference to a column of the row type, its fields standing from {@code offset}. */
  RexNode reference(RelDataType rowType, String name, int offset, String where) {
    int index = column(rowType, name, where);
    RelDataTypeField field = rowType.getFieldList().get(index);
    return new RexInputRef(offset + index, field.getType());
  }

  /** The references to all columns of a row type, its fields standing from {@code offset}. */
  static List<RexNode> references(RelDataType rowType, int offset) {
    return rowType.getFieldList().stream()
        .<RexNode>map(f -> new RexInputRef(offset + f.getIndex(), f.getType()))
        .toList();
  }
}
