// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.engine.execute.ExecutionConfig;
import io.codeanatomy.engine.execute.ExecutionSession;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sessions have settings of their own, and DuckDB's optimiser is left as it is. */
class SessionSettingsTest {

  @TempDir Path folder;

  private ExecutionConfig config(int threads, long memoryBytes) {
    return new ExecutionConfig(threads, memoryBytes, folder, List.of(), List.of());
  }

  private static String setting(ExecutionSession session, String name) {
    return session
        .sample("SELECT CAST(current_setting('" + name + "') AS VARCHAR) AS s", 1)
        .rows()
        .get(0)
        .get("s");
  }

  @Test
  void twoOpenSessionsDoNotKnowOfEachOther() {
    DuckDbEngine engine = new DuckDbEngine();
    try (ExecutionSession one = engine.open(config(1, 256L << 20));
        ExecutionSession two = engine.open(config(3, 512L << 20))) {
      one.materialize("mine", "SELECT 1 AS x");
      two.materialize("mine", "SELECT 2 AS x UNION ALL SELECT 3");
      assertThat(setting(one, "threads")).isEqualTo("1");
      assertThat(setting(two, "threads")).isEqualTo("3");
      assertThat(setting(one, "memory_limit")).isEqualTo("256.0 MiB");
      assertThat(setting(two, "memory_limit")).isEqualTo("512.0 MiB");
      assertThat(one.sample("SELECT * FROM mine", 9).rowCount()).isEqualTo(1);
      assertThat(two.sample("SELECT * FROM mine", 9).rowCount()).isEqualTo(2);
    }
  }

  /** DuckDB takes more than it accounts for. */
  @ParameterizedTest
  @CsvSource({"1024, 1.0 GiB", "1280, 1.1 GiB", "2048, 1.6 GiB", "8192, 7.6 GiB"})
  void aLargePoolIsNotLeftToBuffersAlone(long megabytes, String limit) {
    try (ExecutionSession session = new DuckDbEngine().open(config(1, megabytes << 20))) {
      assertThat(setting(session, "memory_limit")).isEqualTo(limit);
    }
  }

  @Test
  void noneOfTheOptimisersOfDuckDbIsTurnedOff() {
    try (ExecutionSession session = new DuckDbEngine().open(config(1, 256L << 20))) {
      assertThat(setting(session, "disabled_optimizers")).isEmpty();
    }
  }

  /** A filter above an aggregate ends below it: our rules come beside DuckDB's, not instead. */
  @Test
  void filtersAreStillPushedDown() {
    try (DuckDbDatabase database =
        DuckDbDatabase.open(config(1, 256L << 20), DuckDbDatabase.InsertionOrder.FREE)) {
      database.execute("CREATE TABLE t AS SELECT i AS id, i % 7 AS g FROM range(1000) AS r(i)");
      String plan =
          database.query(
              "EXPLAIN SELECT * FROM (SELECT g, count(*) FROM t GROUP BY g) AS a WHERE g = 3",
              rows -> {
                rows.next();
                return rows.getString(2);
              });
      assertThat(plan).contains("HASH_GROUP_BY").contains("g=3");
      assertThat(plan.indexOf("g=3")).isGreaterThan(plan.indexOf("HASH_GROUP_BY"));
    }
  }
}
