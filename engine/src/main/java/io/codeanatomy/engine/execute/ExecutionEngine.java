// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute;

/** Something that executes a physical plan: DuckDB in process, or Spark. Stateless. */
public interface ExecutionEngine {

  /** The name that {@code --engine} takes. */
  String name();

  /** The version of the engine, as it enters the envelope. */
  String version();

  /** Starts a run. */
  ExecutionSession open(ExecutionConfig config);
}
