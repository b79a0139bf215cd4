// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import static io.codeanatomy.engine.execute.duckdb.Rendering.sql;

import io.codeanatomy.engine.function.Coalesce;
import io.codeanatomy.engine.function.ExactSumFunctions;
import io.codeanatomy.engine.function.LibraryFunction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/**
 * How the functions of the library are written for DuckDB: native SQL, a function of the arguments'
 * texts. The parts of an identity are texts already ({@link DuckDbExpressions} sees to it).
 */
final class DuckDbFunctions {

  /** Functions of our own, by name. */
  private static final Map<String, Rendering> OURS = ours();

  /** What stands for functions of standard SQL, or is only needed inside of this package. */
  private static final Map<SqlOperator, Rendering> OTHERS =
      Map.ofEntries(
          Map.entry(DuckDbExpressions.TIMESTAMP_TEXT, sql("strftime($1, '%Y-%m-%dT%H:%M:%S.%fZ')")),
          Map.entry(Coalesce.FUNCTION, parts -> "coalesce(" + String.join(", ", parts) + ")"),
          Map.entry(SpanProbe.FUNCTION, sql(SpanProbe.NAME + "($1, $2, $3, $4)")),
          Map.entry(ExactSumFunctions.TOTAL, DuckDbExactSum.TOTAL_OF_GROUP),
          Map.entry(SqlStdOperatorTable.SUBSTRING, DuckDbTextFunctions::substring),
          Map.entry(SqlStdOperatorTable.CHAR_LENGTH, sql("length($1)")),
          Map.entry(SqlLibraryOperators.LENGTH, sql("length($1)")));

  private DuckDbFunctions() {}

  private static Map<String, Rendering> ours() {
    Map<String, Rendering> all = new LinkedHashMap<>();
    all.put("stable_hash64", parts -> hash64(joined(parts)));
    all.put("stable_hash128", parts -> hash128(joined(parts)));
    all.put("stable_id", DuckDbFunctions::stableId);
    all.put("span_id", DuckDbFunctions::stableId);
    all.put("stable_id_or_null", DuckDbFunctions::stableIdOrNull);
    all.put("prefixed_hash64", DuckDbFunctions::prefixedHash64);
    all.put(
        "cdf_change_rank",
        sql(
            "CASE WHEN ($1) IS NULL THEN NULL WHEN ($1) = 'update_postimage' THEN 3 WHEN ($1) = 'insert' THEN 2"
                + " WHEN ($1) = 'delete' THEN 1 WHEN ($1) = 'update_preimage' THEN 0 ELSE -1 END"));
    all.put("cdf_is_upsert", sql("(($1) IN ('update_postimage', 'insert'))"));
    all.put("cdf_is_delete", sql("(($1) = 'delete')"));
    all.put("list_or_empty", sql("coalesce($1, [])"));
    all.putAll(DuckDbExactSum.ALL);
    all.putAll(DuckDbNumberFunctions.ALL);
    all.putAll(DuckDbTextFunctions.ALL);
    all.putAll(DuckDbTimeFunctions.ALL);
    all.putAll(DuckDbCollectionFunctions.ALL);
    all.putAll(DuckDbSpanFunctions.ALL);
    all.putAll(DuckDbSpanFunctions.BINS);
    return all;
  }

  /** Whether the operator is one that is written here. */
  static boolean renders(SqlOperator operator) {
    return rendering(operator) != null;
  }

  /** Writes the call if it is one of ours; says whether it was. */
  static boolean unparse(SqlWriter writer, SqlCall call) {
    Rendering rendering = rendering(call.getOperator());
    if (rendering == null) {
      return false;
    }
    List<String> arguments = new ArrayList<>();
    for (SqlNode operand : call.getOperandList()) {
      arguments.add(DuckDbDialect.text(operand));
    }
    writer.print(rendering.of(arguments));
    writer.setNeedWhitespace(true);
    return true;
  }

  private static @Nullable Rendering rendering(SqlOperator operator) {
    if (operator instanceof DuckDbForm form) {
      return form::text;
    }
    return LibraryFunction.is(operator) ? OURS.get(operator.getName()) : OTHERS.get(operator);
  }

  private static String stableId(List<String> parts) {
    return "((" + parts.get(0) + ") || ':' || " + hash128(joined(parts)) + ")";
  }

  private static String stableIdOrNull(List<String> parts) {
    return parts.stream()
        .map(part -> "(" + part + ") IS NULL")
        .collect(
            Collectors.joining(
                " OR ", "CASE WHEN ", " THEN NULL ELSE " + stableId(parts) + " END"));
  }

  private static String prefixedHash64(List<String> parts) {
    return "((" + parts.get(0) + ") || ':' || CAST(" + hash64(joined(parts)) + " AS VARCHAR))";
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
}
