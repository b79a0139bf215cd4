// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.engine.function.TextNormalization;
import java.sql.Connection;
import java.sql.SQLException;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBScalarFunctionBuilder;

/**
 * Gives DuckDB the one text function that it has no native form of: Unicode normalisation by NFKC.
 */
final class TextFunction {

  private TextFunction() {}

  static void register(Connection connection) {
    try (DuckDBScalarFunctionBuilder function = DuckDBFunctions.scalarFunction()) {
      function
          .withName(DuckDbFunctions.NORMALIZE_UNICODE)
          .withParameters(String.class)
          .withReturnType(String.class)
          .withNullInNullOut()
          .withFunction((String text) -> TextNormalization.normalize(text))
          .register(connection);
    } catch (SQLException e) {
      throw DuckDbErrors.of(e);
    }
  }
}
