// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.engine.execute.ExecutionConfig;
import io.codeanatomy.engine.execute.ExecutionEngine;
import io.codeanatomy.engine.execute.ExecutionSession;
import io.codeanatomy.engine.execute.Knob;
import io.codeanatomy.engine.execute.duckdb.DuckDbDatabase.InsertionOrder;
import io.codeanatomy.engine.plan.Fragment;
import java.util.Map;
import java.util.TreeMap;

/**
 * DuckDB in this process. A session is a private in-memory database that spills into the scratch
 * folder and can reach no folder but those of its configuration, no network and no extension.
 */
public final class DuckDbEngine implements ExecutionEngine {

  @Override
  public String name() {
    return "duckdb";
  }

  @Override
  public String version() {
    return DuckDbDatabase.version();
  }

  @Override
  public Map<Knob, String> knobs() {
    return new TreeMap<>(
        Map.of(Knob.target_partitions, "threads", Knob.memory_bytes, "memory_limit"));
  }

  @Override
  public String sql(Fragment fragment) {
    return DuckDbUnparser.statement(fragment);
  }

  @Override
  public ExecutionSession open(ExecutionConfig config) {
    return new DuckDbSession(
        DuckDbDatabase.open(config, InsertionOrder.FREE), config.scratch(), config.memoryBytes());
  }
}
