// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.stream.Collectors;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBLogicalType;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionBuilder;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;

/**
 * A relation that does not exist, for plans of statements that read it: a view over a table
 * function that tells DuckDB columns and a number of rows, and is never called.
 *
 * <p>An empty table would not do: DuckDB knows that it is empty, and plans an inner join with it to
 * nothing at all.
 *
 * @param rows about how many rows it would have
 */
record StandIn(String relation, Schema schema, long rows)
    implements DuckDBTableFunction<String, String, String> {

  /** Begins the name of the function; DuckDB shows the name in capitals. */
  private static final String PREFIX = "relation ";

  /** The relation that an operator of a plan reads, if it is one of these. */
  static String shown(String operator) {
    return operator.startsWith(PREFIX.toUpperCase(Locale.ROOT))
        ? "RELATION " + operator.substring(PREFIX.length()).toLowerCase(Locale.ROOT)
        : operator;
  }

  /** Makes the relation known. */
  void create(DuckDbDatabase database) {
    database.register(this);
    String columns =
        schema.fields().stream()
            .map(
                field ->
                    "CAST(%1$s AS %2$s) AS %1$s"
                        .formatted(Sql.identifier(field.name()), DuckDbTypes.text(field.type())))
            .collect(Collectors.joining(", "));
    database.execute(
        "CREATE VIEW %s AS SELECT %s FROM %s()"
            .formatted(Sql.identifier(relation), columns, Sql.identifier(PREFIX + relation)));
  }

  void register(Connection connection) {
    try (DuckDBTableFunctionBuilder function = DuckDBFunctions.tableFunction()) {
      function
          .withName(PREFIX + relation)
          .withFunction(this)
          .withProjectionPushdown()
          .register(connection);
    } catch (SQLException e) {
      throw DuckDbErrors.of(e);
    }
  }

  @Override
  public String bind(DuckDBTableFunctionBindInfo info) throws Exception {
    for (Field field : schema.fields()) {
      if (field.type() instanceof DataType.Decimal decimal) {
        try (DuckDBLogicalType type =
            DuckDBLogicalType.decimal(decimal.precision(), decimal.scale())) {
          info.addResultColumn(field.name(), type);
        }
      } else {
        info.addResultColumn(field.name(), plain(field.type()));
      }
    }
    info.setCardinality(rows, false);
    return relation;
  }

  /** Functions have no columns of nested types or BLOB; the view makes them of text. */
  private static DuckDBColumnType plain(DataType type) {
    if (!(type instanceof DataType.Primitive primitive)) {
      return DuckDBColumnType.VARCHAR;
    }
    return switch (primitive) {
      case BOOLEAN -> DuckDBColumnType.BOOLEAN;
      case BYTE -> DuckDBColumnType.TINYINT;
      case SHORT -> DuckDBColumnType.SMALLINT;
      case INTEGER -> DuckDBColumnType.INTEGER;
      case LONG -> DuckDBColumnType.BIGINT;
      case FLOAT -> DuckDBColumnType.FLOAT;
      case DOUBLE -> DuckDBColumnType.DOUBLE;
      case STRING, BINARY -> DuckDBColumnType.VARCHAR;
      case DATE -> DuckDBColumnType.DATE;
      case TIMESTAMP -> DuckDBColumnType.TIMESTAMP_WITH_TIME_ZONE;
      case TIMESTAMP_NTZ -> DuckDBColumnType.TIMESTAMP;
    };
  }

  @Override
  public String init(DuckDBTableFunctionInitInfo info) {
    return relation;
  }

  @Override
  public long apply(DuckDBTableFunctionCallInfo call, DuckDBDataChunkWriter out) {
    throw new IllegalStateException("The relation " + relation + " is there to be planned with");
  }
}
