// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.query;

import static io.codeanatomy.delta.schema.DataType.Primitive.LONG;
import static io.codeanatomy.delta.schema.DataType.Primitive.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.ingest.TableDefinition;
import io.codeanatomy.engine.ingest.TableIngest;
import io.codeanatomy.engine.ingest.TableIngests;
import io.codeanatomy.spec.DiagnosticException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableQueryTest {

  @TempDir Path folder;

  private Path table(long rows) {
    Schema schema = Schema.of(Field.required("id", LONG), Field.nullable("name", STRING));
    try (TableIngest ingest =
        TableIngests.open(folder, List.of(new TableDefinition("things", schema)), Map.of())) {
      for (long id = 1; id <= rows; id++) {
        ingest.appender("things").append(id).append(id == 2 ? null : "thing " + id).endRow();
      }
      ingest.publish();
    }
    return folder.resolve("things");
  }

  @Test
  void givesTheFirstRowsAsText() {
    try (TableQuery query = TableQuery.open(Map.of("t", table(3)))) {
      assertThat(query.rows("SELECT id, name FROM t ORDER BY id", 2))
          .containsExactly(Map.of("id", "1", "name", "thing 1"), Map.of("id", "2", "name", "NULL"));
    }
  }

  @Test
  void seesTheSnapshotOfWhenItWasOpened() {
    Path location = table(3);
    try (TableQuery query = TableQuery.open(Map.of("t", location))) {
      table(5);
      assertThat(query.rows("SELECT count(*) AS n FROM t", 1)).containsExactly(Map.of("n", "3"));
    }
  }

  @Test
  void namesWhatWasComputedOnce() {
    try (TableQuery query = TableQuery.open(Map.of("t", table(3)))) {
      query.define("last", "SELECT max(id) AS id FROM t");
      assertThat(query.rows("SELECT name FROM t JOIN last USING (id)", 9))
          .containsExactly(Map.of("name", "thing 3"));
    }
  }

  @Test
  void refusesATableThatIsNotThere() {
    assertThatThrownBy(() -> TableQuery.open(Map.of("t", folder.resolve("no"))))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("CA-QUERY-001")
        .hasMessageContaining("The table t cannot be read");
  }

  @Test
  void refusesAWrongQuestion() {
    try (TableQuery query = TableQuery.open(Map.of("t", table(1)))) {
      assertThatThrownBy(() -> query.rows("SELECT nmae FROM t", 1))
          .isInstanceOf(DiagnosticException.class)
          .hasMessageContaining("CA-QUERY-002")
          .hasMessageContaining("nmae");
    }
  }
}
