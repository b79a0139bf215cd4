// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.delta.schema.DataType;
import java.util.stream.Collectors;

/**
 * DuckDB's spelling of Delta's types: what a column is read as, and cast to before it is written.
 */
final class DuckDbTypes {

  private DuckDbTypes() {}

  /**
   * The DuckDB type whose Parquet form is the one of a Delta type. A Delta {@code timestamp} is an
   * instant and so DuckDB's {@code TIMESTAMPTZ}; DuckDB's {@code TIMESTAMP} has no zone.
   */
  static String text(DataType type) {
    if (type instanceof DataType.Primitive primitive) {
      return switch (primitive) {
        case BOOLEAN -> "BOOLEAN";
        case BYTE -> "TINYINT";
        case SHORT -> "SMALLINT";
        case INTEGER -> "INTEGER";
        case LONG -> "BIGINT";
        case FLOAT -> "FLOAT";
        case DOUBLE -> "DOUBLE";
        case STRING -> "VARCHAR";
        case BINARY -> "BLOB";
        case DATE -> "DATE";
        case TIMESTAMP -> "TIMESTAMPTZ";
        case TIMESTAMP_NTZ -> "TIMESTAMP";
      };
    }
    if (type instanceof DataType.Decimal decimal) {
      return "DECIMAL(" + decimal.precision() + "," + decimal.scale() + ")";
    }
    if (type instanceof DataType.Array array) {
      return text(array.element()) + "[]";
    }
    if (type instanceof DataType.Map map) {
      return "MAP(" + text(map.key()) + ", " + text(map.value()) + ")";
    }
    return ((DataType.Struct) type)
        .fields().stream()
            .map(f -> Sql.identifier(f.name()) + " " + text(f.type()))
            .collect(Collectors.joining(", ", "STRUCT(", ")"));
  }
}
