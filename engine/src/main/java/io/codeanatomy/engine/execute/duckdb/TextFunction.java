// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.engine.function.TextNormalization;
import java.sql.Connection;
import java.sql.SQLException;
import java.text.Normalizer;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.jspecify.annotations.Nullable;

/** Gives DuckDB the one text function that it has no native form of: Unicode normalisation. */
final class TextFunction {

  /** {@code (text, options) → text}. */
  static final String NORMALIZE = "codeanatomy_utf8_normalize";

  private TextFunction() {}

  /** The options as a text: the form, and a letter for each thing to do. */
  static String options(String form, boolean casefold, boolean collapse) {
    return form + (casefold ? " f" : "") + (collapse ? " c" : "");
  }

  static void register(Connection connection) {
    try (DuckDBScalarFunctionBuilder function = DuckDBFunctions.scalarFunction()) {
      function
          .withName(NORMALIZE)
          .withParameters(String.class, String.class)
          .withReturnType(String.class)
          .withNullInNullOut()
          .withFunction(TextFunction::normalize)
          .register(connection);
    } catch (SQLException e) {
      throw DuckDbErrors.of(e);
    }
  }

  /** The driver's own treatment of NULL lets some through, so it is met here too. */
  private static @Nullable String normalize(@Nullable String text, String options) {
    if (text == null) {
      return null;
    }
    int end = options.indexOf(' ');
    return TextNormalization.normalize(
        text,
        Normalizer.Form.valueOf(end < 0 ? options : options.substring(0, end)),
        options.contains(" f")
            ? TextNormalization.Letters.LOWER_CASE
            : TextNormalization.Letters.AS_THEY_ARE,
        options.contains(" c")
            ? TextNormalization.Blanks.COLLAPSED
            : TextNormalization.Blanks.AS_THEY_ARE);
  }
}
