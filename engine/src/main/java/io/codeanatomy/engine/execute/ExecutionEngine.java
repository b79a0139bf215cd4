// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute;

import io.codeanatomy.engine.plan.Fragment;
import java.util.Map;

/** Something that executes a physical plan: DuckDB in process, or Spark. Stateless. */
public interface ExecutionEngine {

  /** The name that {@code --engine} takes. */
  String name();

  /** The version of the engine, as it enters the envelope. */
  String version();

  /**
   * The knobs that the engine honours, and by which setting of its own. Those that are left out
   * make no difference, and are no part of the envelope.
   */
  Map<Knob, String> knobs();

  /**
   * The statement of a fragment in the engine's own dialect: the columns of its schema in order,
   * under their names and of exactly their types. It makes no use of what a session holds, such as
   * indexes; a run asks its session ({@link ExecutionSession#statements}).
   */
  String sql(Fragment fragment);

  /** Starts a run. */
  ExecutionSession open(ExecutionConfig config);
}
