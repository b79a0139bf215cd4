// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.engine.function.IdentityFunctions;
import io.codeanatomy.engine.function.SpanFunctions;
import io.codeanatomy.engine.function.TextFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * How the functions of the library are written for DuckDB: native SQL, a function of the arguments'
 * texts. The parts of an identity are texts already ({@link DuckDbExpressions} sees to it).
 */
final class DuckDbFunctions {

  /**
   * The scalar function of ours that DuckDB has no native form for; registered with each session.
   */
  static final String NORMALIZE_UNICODE = "codeanatomy_utf8_normalize";

  /** White space of ASCII, as RE2 takes it. */
  private static final String BLANKS = "[\\t-\\r ]+";

  private static final String UNICODE_BLANK =
      "[\\t-\\r \\x{85}\\x{A0}\\x{1680}\\x{2000}-\\x{200A}\\x{2028}\\x{2029}\\x{202F}\\x{205F}\\x{3000}]*";

  private static final Map<SqlOperator, Function<List<String>, String>> NATIVE =
      Map.ofEntries(
          Map.entry(IdentityFunctions.STABLE_HASH64, parts -> hash64(joined(parts))),
          Map.entry(IdentityFunctions.STABLE_HASH128, parts -> hash128(joined(parts))),
          Map.entry(IdentityFunctions.STABLE_ID, DuckDbFunctions::stableId),
          Map.entry(IdentityFunctions.SPAN_ID, DuckDbFunctions::stableId),
          Map.entry(
              IdentityFunctions.STABLE_ID_OR_NULL,
              parts ->
                  "CASE WHEN "
                      + parts.stream()
                          .map(part -> "(" + part + ") IS NULL")
                          .collect(Collectors.joining(" OR "))
                      + " THEN NULL ELSE "
                      + stableId(parts)
                      + " END"),
          Map.entry(
              IdentityFunctions.PREFIXED_HASH64,
              parts ->
                  "(("
                      + parts.get(0)
                      + ") || ':' || CAST("
                      + hash64(joined(parts))
                      + " AS VARCHAR))"),
          Map.entry(
              SpanFunctions.SPAN_MAKE,
              a ->
                  "CASE WHEN (%1$s) <= (%2$s) THEN {'bstart': CAST(%1$s AS BIGINT), 'bend': CAST(%2$s AS BIGINT)} END"
                      .formatted(a.get(0), a.get(1))),
          Map.entry(
              SpanFunctions.BYTE_SPAN_CONTAINS,
              a ->
                  "((%s) <= (%s) AND (%s) <= (%s))"
                      .formatted(a.get(0), a.get(2), a.get(3), a.get(1))),
          Map.entry(TextFunctions.UTF8_NORMALIZE, a -> normalize(a.get(0))),
          Map.entry(
              TextFunctions.UTF8_NULL_IF_BLANK,
              a ->
                  "nullif(regexp_replace(%s, '^%2$s|%2$s$', '', 'g'), '')"
                      .formatted(a.get(0), UNICODE_BLANK)),
          Map.entry(
              DuckDbExpressions.INTEGER_DIVIDE,
              a -> "((%s) // (%s))".formatted(a.get(0), a.get(1))),
          Map.entry(
              DuckDbExpressions.TIMESTAMP_TEXT,
              a -> "strftime(%s, '%%Y-%%m-%%dT%%H:%%M:%%S.%%fZ')".formatted(a.get(0))),
          Map.entry(SqlStdOperatorTable.CHAR_LENGTH, a -> "length(" + a.get(0) + ")"),
          Map.entry(SqlLibraryOperators.LENGTH, a -> "length(" + a.get(0) + ")"));

  private DuckDbFunctions() {}

  /** Whether the operator is one that is written here. */
  static boolean renders(SqlOperator operator) {
    return NATIVE.containsKey(operator);
  }

  /** Writes the call if it is one of ours; says whether it was. */
  static boolean unparse(SqlWriter writer, SqlCall call) {
    Function<List<String>, String> form = NATIVE.get(call.getOperator());
    if (form == null) {
      return false;
    }
    List<String> arguments = new ArrayList<>();
    for (SqlNode operand : call.getOperandList()) {
      arguments.add(DuckDbDialect.text(operand));
    }
    writer.print(form.apply(arguments));
    writer.setNeedWhitespace(true);
    return true;
  }

  private static String stableId(List<String> parts) {
    return "((" + parts.get(0) + ") || ':' || " + hash128(joined(parts)) + ")";
  }

  /** The length-prefixed parts, one after the other. */
  private static String joined(List<String> parts) {
    return parts.stream()
        .map(part -> "coalesce(strlen(" + part + ") || ':' || (" + part + "), '~')")
        .collect(Collectors.joining(" || ", "(", ")"));
  }

  private static String hash128(String text) {
    return "left(sha256(" + text + "), 32)";
  }

  /** Eight bytes as hex are a number of 64 bits; one with the top bit cleared fits a BIGINT. */
  private static String hash64(String text) {
    return "CAST(CAST('0x' || left(sha256("
        + text
        + "), 16) AS UBIGINT) & 9223372036854775807 AS BIGINT)";
  }

  /** Natively where the text is ASCII, which most is; by our own function where it is not. */
  private static String normalize(String text) {
    return "CASE WHEN strlen(%1$s) = length(%1$s) THEN nullif(trim(regexp_replace(lower(%1$s), '%2$s', ' ', 'g'), ' '), '') ELSE %3$s(%1$s) END"
        .formatted(text, BLANKS, NORMALIZE_UNICODE);
  }
}
