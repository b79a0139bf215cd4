// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.function;

import static io.codeanatomy.engine.function.FunctionDeclaration.function;
import static io.codeanatomy.engine.function.FunctionGroup.SPANS;

import io.codeanatomy.engine.function.SignatureTypes.Nullability;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Byte spans: half-open intervals {@code [bstart, bend)} of bytes from 0, held in a struct of two
 * BIGINTs. NULL in gives NULL out.
 */
public final class SpanFunctions {

  /** {@code span_make(start, end)}. */
  public static final SqlFunction SPAN_MAKE =
      LibraryFunction.create("span_make(start integer, end integer) → span", Nullability.ALWAYS);

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
              .ours(),
          function(SPANS, "span_len(s span) → bigint")
              .means("The number of bytes: bend - bstart.")
              .example("span_len(span_make(3, 7))", "4")
              .ours(Nullability.ALWAYS),
          function(SPANS, "span_contains(a span, b span) → boolean")
              .means(
                  """
                  Whether a contains b: a.bstart <= b.bstart and b.bend <= a.bend. Every span
                  contains itself.""")
              .example("span_contains(span_make(0, 10), span_make(0, 10))", "true")
              .example("span_contains(span_make(0, 10), span_make(5, 5))", "true")
              .example("span_contains(span_make(0, 10), span_make(3, 11))", "false")
              .ours(Nullability.ALWAYS),
          function(SPANS, "span_overlaps(a span, b span) → boolean")
              .means(
                  """
                  Whether each begins before the other ends: a.bstart < b.bend and b.bstart <
                  a.bend. Spans that only touch do not overlap.""")
              .example("span_overlaps(span_make(0, 10), span_make(10, 12))", "false")
              .example("span_overlaps(span_make(5, 5), span_make(0, 10))", "true")
              .ours(Nullability.ALWAYS),
          function(
                  SPANS,
                  "col_to_byte(line varchar, col integer, unit 'byte'|'utf8'|'utf16'|'utf32' or varchar)"
                      + " → bigint")
              .means(
                  """
                  The byte, counted from 0 in the line's UTF-8 form, at which a column begins. Columns are counted from 0 in
                  the unit byte or utf8 (bytes), utf16 (Java, JavaScript, most editors) or utf32
                  (characters; Python); upper case and hyphens make no difference, as in UTF-16. A
                  column before or after the line is its begin or end. A column inside a
                  character, and a unit that is none, is an error.""")
              .example("col_to_byte('aé😀z', 2, 'utf32')", "3")
              .example("col_to_byte('aé😀z', 3, 'utf32')", "7")
              .example("col_to_byte('aé😀z', 4, 'UTF-16')", "7")
              .example("col_to_byte('aé😀z', 99, 'byte')", "8")
              .ours(),
          function(
                  SPANS,
                  "canonicalize_byte_span(line1_start integer, line1 varchar, col1 integer,"
                      + " line2_start integer, line2 varchar, col2 integer,"
                      + " unit 'byte'|'utf8'|'utf16'|'utf32' or varchar) → span")
              .means(
                  """
                  The span in a file from a column of one line to a column of another: each line by
                  the byte at which it starts in the file and its text, each column as for
                  col_to_byte. NULL if the first place is after the second.""")
              .example(
                  "canonicalize_byte_span(10, 'abcdef', 3, 20, 'ghijkl', 2, 'byte')",
                  "{bstart: 13, bend: 22}")
              .ours(Nullability.ALWAYS),
          function(
                  SPANS,
                  "interval_align_score(left_start integer, left_end integer, right_start integer,"
                      + " right_end integer) → bigint")
              .means(
                  """
                  How well a right interval that matches fits: the shortest is best, so the score
                  is -(right_end - right_start).""")
              .example("interval_align_score(0, 10, 2, 5)", "-3")
              .ours());

  private SpanFunctions() {}

  /** The type of a span: a nullable struct of {@code bstart} and {@code bend}. */
  public static RelDataType spanType(RelDataTypeFactory types) {
    RelDataType offset =
        types.createTypeWithNullability(types.createSqlType(SqlTypeName.BIGINT), true);
    return types.createTypeWithNullability(
        types.builder().add("bstart", offset).add("bend", offset).build(), true);
  }

  /** Whether the type is a struct with the fields of a span among its own. */
  static boolean isSpan(RelDataType type) {
    return type.isStruct() && hasOffset(type, "bstart") && hasOffset(type, "bend");
  }

  private static boolean hasOffset(RelDataType struct, String name) {
    RelDataTypeField field = struct.getField(name, true, false);
    return field != null && SqlTypeUtil.isIntType(field.getType());
  }
}
