// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.function;

import static io.codeanatomy.engine.function.FunctionDeclaration.function;
import static io.codeanatomy.engine.function.FunctionGroup.SPANS;

import java.util.Collections;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Byte spans: half-open intervals {@code [bstart, bend)} of bytes from 0, held in a struct of two
 * BIGINTs. NULL in gives NULL out.
 */
public final class SpanFunctions {

  /** {@code span_make(start, end)}: the struct; NULL if either is NULL or start is after end. */
  public static final SqlFunction SPAN_MAKE =
      SqlBasicFunction.create(
          "span_make",
          binding -> spanType(binding.getTypeFactory()),
          OperandTypes.family(SqlTypeFamily.INTEGER, SqlTypeFamily.INTEGER));

  /**
   * {@code byte_span_contains(as, ae, bs, be)}: whether {@code [as, ae)} contains {@code [bs, be)}.
   */
  public static final SqlFunction BYTE_SPAN_CONTAINS =
      SqlBasicFunction.create(
          "byte_span_contains",
          ReturnTypes.BOOLEAN_NULLABLE,
          OperandTypes.family(Collections.nCopies(4, SqlTypeFamily.INTEGER)));

  static final List<FunctionDeclaration> ALL =
      List.of(
          function(SPANS, "span_make(start integer, end integer) → span")
              .means(
                  """
                  The span of the bytes from start up to, but without, end: a struct of two BIGINTs, bstart
                  and bend. NULL if start is after end.""")
              .example("span_make(3, 7)", "{bstart: 3, bend: 7}")
              .example("span_make(7, 3)", "NULL")
              .is(SPAN_MAKE),
          function(
                  SPANS,
                  "byte_span_contains(a_start integer, a_end integer, b_start integer, b_end integer) → boolean")
              .means(
                  """
                  Whether the span a contains the span b: a_start <= b_start and b_end <= a_end. A join
                  on it beside an equality is a span join.""")
              .example("byte_span_contains(0, 10, 5, 5)", "true")
              .example("byte_span_contains(0, 10, 3, 11)", "false")
              .is(BYTE_SPAN_CONTAINS));

  private SpanFunctions() {}

  /** The type of a span: a nullable struct of {@code bstart} and {@code bend}. */
  public static RelDataType spanType(RelDataTypeFactory types) {
    RelDataType offset =
        types.createTypeWithNullability(types.createSqlType(SqlTypeName.BIGINT), true);
    return types.createTypeWithNullability(
        types.builder().add("bstart", offset).add("bend", offset).build(), true);
  }
}
