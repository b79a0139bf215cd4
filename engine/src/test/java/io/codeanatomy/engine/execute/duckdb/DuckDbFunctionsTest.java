// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.engine.function.FunctionDeclaration;
import io.codeanatomy.engine.function.FunctionLibrary;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.junit.jupiter.api.Test;

class DuckDbFunctionsTest {

  @Test
  void everyFunctionOfOurOwnIsWrittenForDuckDb() throws IllegalAccessException {
    List<Object> standard = new ArrayList<>();
    for (Class<?> table : List.of(SqlStdOperatorTable.class, SqlLibraryOperators.class)) {
      for (var field : table.getFields()) {
        if (SqlOperator.class.isAssignableFrom(field.getType())) {
          standard.add(field.get(null));
        }
      }
    }
    for (FunctionDeclaration declaration : FunctionLibrary.instance().declarations()) {
      for (SqlOperator operator : declaration.operators()) {
        assertThat(standard.contains(operator) || DuckDbFunctions.renders(operator))
            .as("%s has a rendering", declaration.name())
            .isTrue();
      }
    }
  }
}
