// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute;

import io.codeanatomy.engine.plan.Fragment;

/** Something that executes a physical plan: DuckDB in process, or Spark. Stateless. */
public interface ExecutionEngine {

  /** The name that {@code --engine} takes. */
  String name();

  /** The version of the engine, as it enters the envelope. */
  String version();

  /**
   * The statement of a fragment in the engine's own dialect: the columns of its schema in order,
   * under their names and of exactly their types.
   */
  String sql(Fragment fragment);

  /** Starts a run. */
  ExecutionSession open(ExecutionConfig config);
}
