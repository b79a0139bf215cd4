// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.function;

import io.codeanatomy.engine.function.SignatureTypes.Nullability;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * The hierarchy of bins that spans are joined by. On level {@code n} a bin is {@code 8^n} bytes
 * wide and begins at a multiple of its width. They are no part of the language: expressions do not
 * find them.
 *
 * <p>All take BIGINTs and give NULL for NULL.
 */
public final class SpanBinFunctions {

  /**
   * BIGINT: the lowest level on which a bin is longer than the span, from 0 to 22; it never falls
   * where the length grows. A span that begins before 0 or ends before it begins has none: an error
   * that says that the statement is of no use.
   */
  public static final SqlFunction LEVEL =
      LibraryFunction.create(
          "span_bin_level(bstart integer, bend integer) → bigint", Nullability.AS_ARGUMENTS);

  /** A list of BIGINTs: the levels from one to another, both included. */
  public static final SqlFunction LEVELS =
      LibraryFunction.create(
          "span_bin_levels(lowest integer, highest integer) → bigint", SpanBinFunctions::list);

  /** A list of BIGINTs: the one or two bins of its own level that a span touches, its end too. */
  public static final SqlFunction BINS =
      LibraryFunction.create(
          "span_bins(bstart integer, bend integer, level integer) → bigint",
          SpanBinFunctions::list);

  /** BIGINT: the bin of a level that a place is in. */
  public static final SqlFunction BIN =
      LibraryFunction.create(
          "span_bin(place integer, level integer) → bigint", Nullability.AS_ARGUMENTS);

  private SpanBinFunctions() {}

  private static RelDataType list(SqlOperatorBinding binding) {
    RelDataTypeFactory types = binding.getTypeFactory();
    return types.createTypeWithNullability(
        types.createArrayType(types.createSqlType(SqlTypeName.BIGINT), -1), true);
  }
}
